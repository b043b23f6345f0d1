// What the program's API takes and answers, for whoever bears a token. Made by `npm run api-client` from `/v1/openapi.json`: not to be
// changed by hand. A test of the server fails while it is not what the server says.

export interface paths {
    "/v1/blobs/{sha256}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Hand in a file of up to 1 MiB
         * @description Needs Repr-Digest: sha-256=:…: (RFC 9530), Content-Length, and one of the content types image/png, image/jpeg, image/webp, image/gif, image/avif, text/html, application/json, application/pdf.
         */
        put: {
            parameters: {
                query?: never;
                header: {
                    /** @description Their number of bytes. */
                    "Content-Length": string;
                    /** @description sha-256=:…: of the bytes (RFC 9530). */
                    "Repr-Digest": string;
                };
                path: {
                    sha256: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            bytes: number;
                            sha256: string;
                        };
                    };
                };
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            bytes: number;
                            sha256: string;
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            code?: string;
                            errors?: {
                                code?: string;
                                params?: {
                                    [key: string]: unknown;
                                };
                                path: string;
                            }[];
                            instance?: string;
                            missing?: string[];
                            params?: {
                                [key: string]: unknown;
                            };
                            status: number;
                            type: string;
                        };
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        /** Whether the organisation has handed these bytes in */
        head: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    sha256: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description It has. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            code?: string;
                            errors?: {
                                code?: string;
                                params?: {
                                    [key: string]: unknown;
                                };
                                path: string;
                            }[];
                            instance?: string;
                            missing?: string[];
                            params?: {
                                [key: string]: unknown;
                            };
                            status: number;
                            type: string;
                        };
                    };
                };
            };
        };
        patch?: never;
        trace?: never;
    };
    "/v1/captures/{captureId}/seal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Receipt and time-stamp of a capture
         * @description Staff name the claim that the capture belongs to.
         */
        get: {
            parameters: {
                query?: {
                    claim?: string;
                };
                header?: never;
                path: {
                    captureId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            captureId: string;
                            device: {
                                enrolment: {
                                    keyId: string;
                                    signature: string;
                                    text: string;
                                } | null;
                                publicKey: string;
                            };
                            manifestSha256: string;
                            receipt: {
                                keyId: string;
                                signature: string;
                                text: string;
                            };
                            timeStamp: {
                                /** Format: date-time */
                                at: string;
                                authority: string;
                                chain: string;
                                /** @enum {string} */
                                state: "stamped";
                                token: string;
                            } | {
                                failures?: ({
                                    authority: string;
                                    /** @enum {string} */
                                    code: "unreachable" | "too-large" | "garbage" | "wrong-imprint" | "wrong-nonce";
                                } | {
                                    authority: string;
                                    /** @enum {string} */
                                    code: "silent";
                                    seconds: number;
                                } | {
                                    authority: string;
                                    /** @enum {string} */
                                    code: "http-status";
                                    status: number;
                                } | {
                                    authority: string;
                                    /** @enum {string} */
                                    code: "refused";
                                    said: string;
                                    status: number;
                                } | {
                                    authority: string;
                                    /** @enum {string} */
                                    code: "does-not-hold";
                                    conditions: string[];
                                })[];
                                /** @enum {string} */
                                state: "pending";
                            } | {
                                /** @enum {string} */
                                state: "not-configured";
                            };
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            code?: string;
                            errors?: {
                                code?: string;
                                params?: {
                                    [key: string]: unknown;
                                };
                                path: string;
                            }[];
                            instance?: string;
                            missing?: string[];
                            params?: {
                                [key: string]: unknown;
                            };
                            status: number;
                            type: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/challenge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Random bytes that nobody could know before now, signed */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            challenge: string;
                            /** Format: date-time */
                            issuedAt: string;
                            keyId: string;
                            signature: string;
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            code?: string;
                            errors?: {
                                code?: string;
                                params?: {
                                    [key: string]: unknown;
                                };
                                path: string;
                            }[];
                            instance?: string;
                            missing?: string[];
                            params?: {
                                [key: string]: unknown;
                            };
                            status: number;
                            type: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Changes since a cursor, without gaps */
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "changes": [
                         *         {
                         *           "sequence": 41,
                         *           "kind": "claim",
                         *           "at": "2026-11-29T10:00:00.000Z",
                         *           "claimId": "0198c1de-7a52-7f6e-9b1c-2f4f5a8e1d01",
                         *           "number": "MS-7K3P-Q9XD",
                         *           "state": "removed"
                         *         },
                         *         {
                         *           "sequence": 42,
                         *           "kind": "answer",
                         *           "at": "2026-11-29T10:00:00.000Z",
                         *           "claimId": "0198c1de-7a52-7f6e-9b1c-2f4f5a8e1d01",
                         *           "answer": {
                         *             "outcome": "removed",
                         *             "cause": null
                         *           }
                         *         }
                         *       ],
                         *       "cursor": 42,
                         *       "more": false
                         *     }
                         */
                        "application/json": {
                            changes: ({
                                /** Format: date-time */
                                at: string;
                                claimId: string;
                                /** @enum {string} */
                                kind: "claim";
                                number: string;
                                sequence: number;
                                /** @enum {string} */
                                state: "received" | "duplicate" | "held" | "in_review" | "needs_info" | "approved" | "declined" | "packeted" | "sent" | "acknowledged" | "removed" | "platform_rejected" | "countered" | "conceded" | "contested" | "upheld" | "overturned" | "reinstated" | "withdrawn";
                            } | {
                                /** Format: date-time */
                                at: string;
                                /** @enum {string} */
                                kind: "right";
                                rightId: string;
                                sequence: number;
                            } | {
                                /** Format: date-time */
                                at: string;
                                draftId: string;
                                /** @enum {string} */
                                kind: "draft";
                                sequence: number;
                            } | {
                                answer: {
                                    cause: ("evidence-insufficient" | "category-outside-classes" | "test-buy-incomplete" | "no-misuse" | "grey-market" | "right-not-accepted" | "filer-not-authorised" | "already-handled" | "other") | null;
                                    /** @enum {string} */
                                    outcome: "acknowledged" | "removed" | "already-gone" | "needs-more" | "refused";
                                } | null;
                                /** Format: date-time */
                                at: string;
                                claimId: string;
                                /** @enum {string} */
                                kind: "answer";
                                sequence: number;
                            } | {
                                /** Format: date-time */
                                at: string;
                                claimId: string;
                                /** @enum {string} */
                                kind: "deleted";
                                number: string;
                                sequence: number;
                            } | {
                                /** Format: date-time */
                                at: string;
                                /** @enum {string} */
                                kind: "translation";
                                sequence: number;
                                translationId: string;
                            })[];
                            cursor: number;
                            more: boolean;
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            code?: string;
                            errors?: {
                                code?: string;
                                params?: {
                                    [key: string]: unknown;
                                };
                                path: string;
                            }[];
                            instance?: string;
                            missing?: string[];
                            params?: {
                                [key: string]: unknown;
                            };
                            status: number;
                            type: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/claims": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Hand in a finished claim
         * @description Needs an Idempotency-Key header: a UUID made once for this claim.
         */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description A UUID made once for this claim: the same key and bytes have the same answer. */
                    "Idempotency-Key": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        claimId: string;
                        declarations: {
                            /** @enum {boolean} */
                            accurate: true;
                            /** @enum {boolean} */
                            authorised: true;
                            /** @enum {boolean} */
                            goodFaith: true;
                        };
                        declaredIn?: {
                            /** Format: date-time */
                            at: string;
                            by: {
                                name: string;
                                userId: string;
                            } | null;
                            sweep: string;
                            sweepId: string;
                            texts: {
                                accurate: number;
                                authorised: number;
                                goodFaith: number;
                            };
                        };
                        evidence: {
                            /** Format: date-time */
                            capturedAt: string;
                            captureId: string;
                            files: {
                                area?: {
                                    height: number;
                                    width: number;
                                    x: number;
                                    y: number;
                                };
                                bytes: number;
                                derivedFrom?: string[];
                                /** @enum {string} */
                                method: "pixels" | "rendered" | "snapshot" | "fetched" | "recorded" | "stitched" | "painted";
                                path: string;
                                perceptualHash?: string;
                                /** @enum {string} */
                                role: "evidentiary" | "working" | "derived";
                                sha256: string;
                                /** @enum {string} */
                                type: "image/png" | "image/jpeg" | "image/webp" | "image/gif" | "image/avif" | "text/html" | "application/json";
                                url?: string;
                            }[];
                            manifestSha256: string;
                            masked: {
                                area?: {
                                    height: number;
                                    width: number;
                                    x: number;
                                    y: number;
                                };
                                bytes: number;
                                derivedFrom?: string[];
                                /** @enum {string} */
                                method: "pixels" | "rendered" | "snapshot" | "fetched" | "recorded" | "stitched" | "painted";
                                path: string;
                                perceptualHash?: string;
                                released?: {
                                    /** Format: date-time */
                                    at: string;
                                    by: {
                                        organisationId: string;
                                        userId: string;
                                    };
                                };
                                /** @enum {string} */
                                role: "evidentiary" | "working" | "derived";
                                sha256: string;
                                /** @enum {string} */
                                shows?: "listing" | "page";
                                /** @enum {string} */
                                type: "image/png" | "image/jpeg" | "image/webp" | "image/gif" | "image/avif" | "text/html" | "application/json";
                                url?: string;
                            }[];
                            signature: string;
                        }[];
                        explanation: {
                            en: string;
                            zh: string;
                        };
                        particulars?: {
                            attachments?: {
                                bytes: number;
                                name: string;
                                sha256: string;
                                /** @enum {string} */
                                type: "image/png" | "image/jpeg" | "image/webp" | "application/pdf";
                            }[];
                            claimFeatures?: {
                                feature: string;
                                how: string;
                                /** @enum {string} */
                                match: "identical" | "equivalent";
                                product: string;
                            }[];
                            comparison?: string;
                            comparisonPictures?: {
                                bytes: number;
                                name: string;
                                sha256: string;
                                /** @enum {string} */
                                type: "image/png" | "image/jpeg" | "image/webp";
                            }[];
                            consents?: {
                                comparison?: {
                                    /** Format: date-time */
                                    at: string;
                                    by?: {
                                        name: string;
                                        userId: string;
                                    } | null;
                                    text: number;
                                };
                                comparisonPictures?: {
                                    /** Format: date-time */
                                    at: string;
                                    by?: {
                                        name: string;
                                        userId: string;
                                    } | null;
                                    text: number;
                                };
                                originals?: {
                                    /** Format: date-time */
                                    at: string;
                                    by?: {
                                        name: string;
                                        userId: string;
                                    } | null;
                                    text: number;
                                };
                                sameShoot?: {
                                    /** Format: date-time */
                                    at: string;
                                    by?: {
                                        name: string;
                                        userId: string;
                                    } | null;
                                    text: number;
                                };
                                testBuyOrder?: {
                                    /** Format: date-time */
                                    at: string;
                                    by?: {
                                        name: string;
                                        userId: string;
                                    } | null;
                                    text: number;
                                };
                                testBuyPhotos?: {
                                    /** Format: date-time */
                                    at: string;
                                    by?: {
                                        name: string;
                                        userId: string;
                                    } | null;
                                    text: number;
                                };
                                testBuyReport?: {
                                    /** Format: date-time */
                                    at: string;
                                    by?: {
                                        name: string;
                                        userId: string;
                                    } | null;
                                    text: number;
                                };
                            };
                            corrections?: {
                                /** @enum {string} */
                                fact: "title" | "price" | "seller" | "brand" | "soldCount" | "minimumOrder" | "location" | "shipFrom" | "storeLevel" | "category" | "description";
                                says: string;
                            }[];
                            designPictures?: {
                                bytes: number;
                                name: string;
                                sha256: string;
                                /** @enum {string} */
                                type: "image/png" | "image/jpeg" | "image/webp";
                            }[];
                            designViews?: {
                                product: string;
                                registered: string;
                                /** @enum {string} */
                                view: "front" | "back" | "left" | "right" | "top" | "bottom" | "perspective" | "in-use";
                            }[];
                            evaluationReport?: {
                                bytes: number;
                                name: string;
                                sha256: string;
                                /** @enum {string} */
                                type: "image/png" | "image/jpeg" | "image/webp" | "application/pdf";
                            }[];
                            firstPublished?: string;
                            markStandsOut?: string;
                            originals?: {
                                bytes: number;
                                name: string;
                                sha256: string;
                                /** @enum {string} */
                                type: "image/png" | "image/jpeg" | "image/webp";
                            }[];
                            ownerStatement?: string;
                            publicationProof?: {
                                bytes: number;
                                name: string;
                                sha256: string;
                                /** @enum {string} */
                                type: "image/png" | "image/jpeg" | "image/webp" | "application/pdf";
                            }[];
                            sameShoot?: {
                                bytes: number;
                                name: string;
                                sha256: string;
                                /** @enum {string} */
                                type: "image/png" | "image/jpeg" | "image/webp";
                            }[];
                            specimen?: {
                                bytes: number;
                                name: string;
                                sha256: string;
                                /** @enum {string} */
                                type: "image/png" | "image/jpeg" | "image/webp" | "application/pdf";
                            }[];
                            testBuyOrder?: string;
                            testBuyPhotos?: {
                                bytes: number;
                                name: string;
                                sha256: string;
                                /** @enum {string} */
                                type: "image/png" | "image/jpeg" | "image/webp";
                            }[];
                            testBuyReport?: {
                                bytes: number;
                                name: string;
                                sha256: string;
                                /** @enum {string} */
                                type: "image/png" | "image/jpeg" | "image/webp" | "application/pdf";
                            }[];
                        };
                        /** @enum {string} */
                        reason: "counterfeit-features" | "model-does-not-exist" | "test-buy" | "unfair-trademark-use" | "image-theft" | "artwork-or-text" | "invention-or-utility" | "design";
                        rightId: string;
                        schema: number;
                        target: {
                            canonicalUrl: string;
                            /** Format: date-time */
                            capturedAt: string;
                            itemId: string;
                            /** @enum {string} */
                            kind: "listing";
                            /** @enum {string} */
                            marketplace: "1688" | "alibaba" | "aliexpress" | "taobao" | "tmall" | "tmall-global" | "goofish" | "lazada" | "daraz" | "trendyol" | "miravia";
                            price?: {
                                currency: string;
                                max: number;
                                min: number;
                            };
                            seller?: {
                                id?: string;
                                name?: string;
                                url?: string;
                            };
                            title?: string;
                        };
                        tool: {
                            version: string;
                        };
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            bodySha256: string;
                            claimId: string;
                            number: string;
                            /** Format: date-time */
                            receivedAt: string;
                            /** @enum {string} */
                            state: "received" | "duplicate" | "held" | "in_review" | "needs_info" | "approved" | "declined" | "packeted" | "sent" | "acknowledged" | "removed" | "platform_rejected" | "countered" | "conceded" | "contested" | "upheld" | "overturned" | "reinstated" | "withdrawn";
                        };
                    };
                };
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            bodySha256: string;
                            claimId: string;
                            number: string;
                            /** Format: date-time */
                            receivedAt: string;
                            /** @enum {string} */
                            state: "received" | "duplicate" | "held" | "in_review" | "needs_info" | "approved" | "declined" | "packeted" | "sent" | "acknowledged" | "removed" | "platform_rejected" | "countered" | "conceded" | "contested" | "upheld" | "overturned" | "reinstated" | "withdrawn";
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            code?: string;
                            errors?: {
                                code?: string;
                                params?: {
                                    [key: string]: unknown;
                                };
                                path: string;
                            }[];
                            instance?: string;
                            missing?: string[];
                            params?: {
                                [key: string]: unknown;
                            };
                            status: number;
                            type: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/claims/{claimId}/answers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Answer a question about a claim, with text, files or captures
         * @description Needs an Idempotency-Key header: a UUID made once for this answer.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    claimId: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        evidence: {
                            /** Format: date-time */
                            capturedAt: string;
                            captureId: string;
                            files: {
                                area?: {
                                    height: number;
                                    width: number;
                                    x: number;
                                    y: number;
                                };
                                bytes: number;
                                derivedFrom?: string[];
                                /** @enum {string} */
                                method: "pixels" | "rendered" | "snapshot" | "fetched" | "recorded" | "stitched" | "painted";
                                path: string;
                                perceptualHash?: string;
                                /** @enum {string} */
                                role: "evidentiary" | "working" | "derived";
                                sha256: string;
                                /** @enum {string} */
                                type: "image/png" | "image/jpeg" | "image/webp" | "image/gif" | "image/avif" | "text/html" | "application/json";
                                url?: string;
                            }[];
                            manifestSha256: string;
                            masked: {
                                area?: {
                                    height: number;
                                    width: number;
                                    x: number;
                                    y: number;
                                };
                                bytes: number;
                                derivedFrom?: string[];
                                /** @enum {string} */
                                method: "pixels" | "rendered" | "snapshot" | "fetched" | "recorded" | "stitched" | "painted";
                                path: string;
                                perceptualHash?: string;
                                released?: {
                                    /** Format: date-time */
                                    at: string;
                                    by: {
                                        organisationId: string;
                                        userId: string;
                                    };
                                };
                                /** @enum {string} */
                                role: "evidentiary" | "working" | "derived";
                                sha256: string;
                                /** @enum {string} */
                                shows?: "listing" | "page";
                                /** @enum {string} */
                                type: "image/png" | "image/jpeg" | "image/webp" | "image/gif" | "image/avif" | "text/html" | "application/json";
                                url?: string;
                            }[];
                            signature: string;
                        }[];
                        files: {
                            bytes: number;
                            name: string;
                            sha256: string;
                            /** @enum {string} */
                            type: "image/png" | "image/jpeg" | "image/webp" | "application/pdf";
                        }[];
                        questionId: string;
                        text: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            claimId: string;
                            number: string;
                            sequence: number;
                            /** @enum {string} */
                            state: "received" | "duplicate" | "held" | "in_review" | "needs_info" | "approved" | "declined" | "packeted" | "sent" | "acknowledged" | "removed" | "platform_rejected" | "countered" | "conceded" | "contested" | "upheld" | "overturned" | "reinstated" | "withdrawn";
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            code?: string;
                            errors?: {
                                code?: string;
                                params?: {
                                    [key: string]: unknown;
                                };
                                path: string;
                            }[];
                            instance?: string;
                            missing?: string[];
                            params?: {
                                [key: string]: unknown;
                            };
                            status: number;
                            type: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/claims/{claimId}/withdrawal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take a claim back
         * @description Needs an Idempotency-Key header: a UUID made once for this withdrawal.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    claimId: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {string} */
                        cause: "mistake" | "settled" | "authorised-seller" | "gone" | "other";
                        text: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            claimId: string;
                            number: string;
                            sequence: number;
                            /** @enum {string} */
                            state: "received" | "duplicate" | "held" | "in_review" | "needs_info" | "approved" | "declined" | "packeted" | "sent" | "acknowledged" | "removed" | "platform_rejected" | "countered" | "conceded" | "contested" | "upheld" | "overturned" | "reinstated" | "withdrawn";
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            code?: string;
                            errors?: {
                                code?: string;
                                params?: {
                                    [key: string]: unknown;
                                };
                                path: string;
                            }[];
                            instance?: string;
                            missing?: string[];
                            params?: {
                                [key: string]: unknown;
                            };
                            status: number;
                            type: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/claims/from-file/{sha256}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Hand in a finished claim whose bytes were handed in as a file of type application/json
         * @description Needs an Idempotency-Key header: a UUID made once for this claim.
         */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description A UUID made once for this claim: the same key and bytes have the same answer. */
                    "Idempotency-Key": string;
                };
                path: {
                    sha256: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            bodySha256: string;
                            claimId: string;
                            number: string;
                            /** Format: date-time */
                            receivedAt: string;
                            /** @enum {string} */
                            state: "received" | "duplicate" | "held" | "in_review" | "needs_info" | "approved" | "declined" | "packeted" | "sent" | "acknowledged" | "removed" | "platform_rejected" | "countered" | "conceded" | "contested" | "upheld" | "overturned" | "reinstated" | "withdrawn";
                        };
                    };
                };
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            bodySha256: string;
                            claimId: string;
                            number: string;
                            /** Format: date-time */
                            receivedAt: string;
                            /** @enum {string} */
                            state: "received" | "duplicate" | "held" | "in_review" | "needs_info" | "approved" | "declined" | "packeted" | "sent" | "acknowledged" | "removed" | "platform_rejected" | "countered" | "conceded" | "contested" | "upheld" | "overturned" | "reinstated" | "withdrawn";
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            code?: string;
                            errors?: {
                                code?: string;
                                params?: {
                                    [key: string]: unknown;
                                };
                                path: string;
                            }[];
                            instance?: string;
                            missing?: string[];
                            params?: {
                                [key: string]: unknown;
                            };
                            status: number;
                            type: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/clocks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Clocks that run, the one that runs out first at the top: of the caller’s organisation; for staff, of all */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            clocks: {
                                /** Format: date */
                                due: string;
                                dueAt: string | null;
                                key: string;
                                /** @enum {string} */
                                kind: "counter-reply" | "complaint-or-suit" | "review" | "packet" | "thread" | "mandate-end" | "right-end";
                                organisation: {
                                    name: string;
                                    organisationId: string;
                                };
                                provisional: boolean;
                                subject: {
                                    claimId: string;
                                    /** @enum {string} */
                                    is: "claim";
                                    number: string;
                                } | {
                                    /** @enum {string} */
                                    is: "packet";
                                    number: string;
                                    packetId: string;
                                } | {
                                    /** @enum {string} */
                                    is: "right";
                                    mark: string;
                                    rightId: string;
                                } | {
                                    holder: string;
                                    /** @enum {string} */
                                    is: "mandate";
                                    mandateId: string;
                                    representative: string;
                                };
                            }[];
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            code?: string;
                            errors?: {
                                code?: string;
                                params?: {
                                    [key: string]: unknown;
                                };
                                path: string;
                            }[];
                            instance?: string;
                            missing?: string[];
                            params?: {
                                [key: string]: unknown;
                            };
                            status: number;
                            type: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/counter-notices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Counter-notices to claims that the caller may read: what is due first stands first */
        get: {
            parameters: {
                query?: {
                    claim?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            counterNotices: {
                                chance: number;
                                claimId: string;
                                clock: {
                                    closedInUs: string[];
                                    days: number;
                                    /** Format: date */
                                    due: string;
                                    /** Format: date */
                                    from: string;
                                    provisional: boolean;
                                    /** @enum {string} */
                                    unit: "business" | "calendar";
                                    /** @enum {string} */
                                    waitsFor: "reply" | "complaint-or-suit";
                                } | null;
                                counterId: string;
                                files: {
                                    bytes: number;
                                    name: string;
                                    sha256: string;
                                    /** @enum {string} */
                                    type: "image/png" | "image/jpeg" | "image/webp" | "application/pdf";
                                }[];
                                forwardedOn: string | null;
                                itemId: string;
                                mark: string;
                                /** @enum {string} */
                                marketplace: "1688" | "alibaba" | "aliexpress" | "taobao" | "tmall" | "tmall-global" | "goofish" | "lazada" | "daraz" | "trendyol" | "miravia";
                                may: {
                                    decide: boolean;
                                    forward: boolean;
                                    prove: boolean;
                                    reply: boolean;
                                };
                                number: string;
                                organisation: {
                                    name: string;
                                    organisationId: string;
                                };
                                outcome: {
                                    /** Format: date-time */
                                    at: string;
                                    by: string;
                                    text: string;
                                } | null;
                                proof: {
                                    /** @enum {string} */
                                    kind: "complaint" | "suit";
                                    /** Format: date */
                                    on: string;
                                    text: string;
                                } | null;
                                /** Format: date */
                                receivedOn: string;
                                reply: {
                                    /** Format: date-time */
                                    at: string;
                                    by: string;
                                    said: {
                                        /** @enum {string} */
                                        cause: "genuine-goods" | "authorised-seller" | "wrong-listing" | "right-does-not-cover" | "evidence-insufficient" | "settled" | "other";
                                        /** @enum {string} */
                                        kind: "concede";
                                        text: string;
                                    } | {
                                        files: {
                                            bytes: number;
                                            name: string;
                                            sha256: string;
                                            /** @enum {string} */
                                            type: "image/png" | "image/jpeg" | "image/webp" | "application/pdf";
                                        }[];
                                        /** @enum {string} */
                                        kind: "contest";
                                        text: string;
                                    };
                                } | null;
                                /** @enum {string} */
                                state: "open" | "conceded" | "contested" | "upheld" | "overturned" | "reinstated";
                                statement: string;
                                /** @enum {string} */
                                through: "staff" | "desk";
                                title?: string;
                            }[];
                            stranded?: {
                                chances: number;
                                claimId: string;
                                counterId: string;
                                number: string;
                                /** Format: date */
                                receivedOn: string;
                                /** @enum {string} */
                                state: "received" | "duplicate" | "held" | "in_review" | "needs_info" | "approved" | "declined" | "packeted" | "sent" | "acknowledged" | "removed" | "platform_rejected" | "countered" | "conceded" | "contested" | "upheld" | "overturned" | "reinstated" | "withdrawn";
                                statement: string;
                            }[];
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            code?: string;
                            errors?: {
                                code?: string;
                                params?: {
                                    [key: string]: unknown;
                                };
                                path: string;
                            }[];
                            instance?: string;
                            missing?: string[];
                            params?: {
                                [key: string]: unknown;
                            };
                            status: number;
                            type: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/counter-notices/{counterId}/proof": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Say that a complaint or a suit was filed */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    counterId: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {string} */
                        kind: "complaint" | "suit";
                        /** Format: date */
                        on: string;
                        text: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            chance: number;
                            claimId: string;
                            clock: {
                                closedInUs: string[];
                                days: number;
                                /** Format: date */
                                due: string;
                                /** Format: date */
                                from: string;
                                provisional: boolean;
                                /** @enum {string} */
                                unit: "business" | "calendar";
                                /** @enum {string} */
                                waitsFor: "reply" | "complaint-or-suit";
                            } | null;
                            counterId: string;
                            files: {
                                bytes: number;
                                name: string;
                                sha256: string;
                                /** @enum {string} */
                                type: "image/png" | "image/jpeg" | "image/webp" | "application/pdf";
                            }[];
                            forwardedOn: string | null;
                            itemId: string;
                            mark: string;
                            /** @enum {string} */
                            marketplace: "1688" | "alibaba" | "aliexpress" | "taobao" | "tmall" | "tmall-global" | "goofish" | "lazada" | "daraz" | "trendyol" | "miravia";
                            may: {
                                decide: boolean;
                                forward: boolean;
                                prove: boolean;
                                reply: boolean;
                            };
                            number: string;
                            organisation: {
                                name: string;
                                organisationId: string;
                            };
                            outcome: {
                                /** Format: date-time */
                                at: string;
                                by: string;
                                text: string;
                            } | null;
                            proof: {
                                /** @enum {string} */
                                kind: "complaint" | "suit";
                                /** Format: date */
                                on: string;
                                text: string;
                            } | null;
                            /** Format: date */
                            receivedOn: string;
                            reply: {
                                /** Format: date-time */
                                at: string;
                                by: string;
                                said: {
                                    /** @enum {string} */
                                    cause: "genuine-goods" | "authorised-seller" | "wrong-listing" | "right-does-not-cover" | "evidence-insufficient" | "settled" | "other";
                                    /** @enum {string} */
                                    kind: "concede";
                                    text: string;
                                } | {
                                    files: {
                                        bytes: number;
                                        name: string;
                                        sha256: string;
                                        /** @enum {string} */
                                        type: "image/png" | "image/jpeg" | "image/webp" | "application/pdf";
                                    }[];
                                    /** @enum {string} */
                                    kind: "contest";
                                    text: string;
                                };
                            } | null;
                            /** @enum {string} */
                            state: "open" | "conceded" | "contested" | "upheld" | "overturned" | "reinstated";
                            statement: string;
                            /** @enum {string} */
                            through: "staff" | "desk";
                            title?: string;
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            code?: string;
                            errors?: {
                                code?: string;
                                params?: {
                                    [key: string]: unknown;
                                };
                                path: string;
                            }[];
                            instance?: string;
                            missing?: string[];
                            params?: {
                                [key: string]: unknown;
                            };
                            status: number;
                            type: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/counter-notices/{counterId}/reply": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Concede, or contest with what speaks for the removal */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    counterId: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {string} */
                        cause: "genuine-goods" | "authorised-seller" | "wrong-listing" | "right-does-not-cover" | "evidence-insufficient" | "settled" | "other";
                        /** @enum {string} */
                        kind: "concede";
                        text: string;
                    } | {
                        files: {
                            bytes: number;
                            name: string;
                            sha256: string;
                            /** @enum {string} */
                            type: "image/png" | "image/jpeg" | "image/webp" | "application/pdf";
                        }[];
                        /** @enum {string} */
                        kind: "contest";
                        text: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            chance: number;
                            claimId: string;
                            clock: {
                                closedInUs: string[];
                                days: number;
                                /** Format: date */
                                due: string;
                                /** Format: date */
                                from: string;
                                provisional: boolean;
                                /** @enum {string} */
                                unit: "business" | "calendar";
                                /** @enum {string} */
                                waitsFor: "reply" | "complaint-or-suit";
                            } | null;
                            counterId: string;
                            files: {
                                bytes: number;
                                name: string;
                                sha256: string;
                                /** @enum {string} */
                                type: "image/png" | "image/jpeg" | "image/webp" | "application/pdf";
                            }[];
                            forwardedOn: string | null;
                            itemId: string;
                            mark: string;
                            /** @enum {string} */
                            marketplace: "1688" | "alibaba" | "aliexpress" | "taobao" | "tmall" | "tmall-global" | "goofish" | "lazada" | "daraz" | "trendyol" | "miravia";
                            may: {
                                decide: boolean;
                                forward: boolean;
                                prove: boolean;
                                reply: boolean;
                            };
                            number: string;
                            organisation: {
                                name: string;
                                organisationId: string;
                            };
                            outcome: {
                                /** Format: date-time */
                                at: string;
                                by: string;
                                text: string;
                            } | null;
                            proof: {
                                /** @enum {string} */
                                kind: "complaint" | "suit";
                                /** Format: date */
                                on: string;
                                text: string;
                            } | null;
                            /** Format: date */
                            receivedOn: string;
                            reply: {
                                /** Format: date-time */
                                at: string;
                                by: string;
                                said: {
                                    /** @enum {string} */
                                    cause: "genuine-goods" | "authorised-seller" | "wrong-listing" | "right-does-not-cover" | "evidence-insufficient" | "settled" | "other";
                                    /** @enum {string} */
                                    kind: "concede";
                                    text: string;
                                } | {
                                    files: {
                                        bytes: number;
                                        name: string;
                                        sha256: string;
                                        /** @enum {string} */
                                        type: "image/png" | "image/jpeg" | "image/webp" | "application/pdf";
                                    }[];
                                    /** @enum {string} */
                                    kind: "contest";
                                    text: string;
                                };
                            } | null;
                            /** @enum {string} */
                            state: "open" | "conceded" | "contested" | "upheld" | "overturned" | "reinstated";
                            statement: string;
                            /** @enum {string} */
                            through: "staff" | "desk";
                            title?: string;
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            code?: string;
                            errors?: {
                                code?: string;
                                params?: {
                                    [key: string]: unknown;
                                };
                                path: string;
                            }[];
                            instance?: string;
                            missing?: string[];
                            params?: {
                                [key: string]: unknown;
                            };
                            status: number;
                            type: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/devices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make a device’s key known to the organisation
         * @description Needs a challenge of GET /v1/challenge not older than a day, signed by the device.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        challenge: {
                            challenge: string;
                            /** Format: date-time */
                            issuedAt: string;
                            keyId: string;
                            signature: string;
                        };
                        deviceId: string;
                        publicKey: string;
                        signature: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            keyId: string;
                            signature: string;
                            text: string;
                        };
                    };
                };
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            keyId: string;
                            signature: string;
                            text: string;
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            code?: string;
                            errors?: {
                                code?: string;
                                params?: {
                                    [key: string]: unknown;
                                };
                                path: string;
                            }[];
                            instance?: string;
                            missing?: string[];
                            params?: {
                                [key: string]: unknown;
                            };
                            status: number;
                            type: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/drafts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Say that one has drafts of listings, or no longer */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        begun: {
                            /** Format: date-time */
                            begunAt: string;
                            draftId: string;
                            listing: {
                                itemId: string;
                                /** @enum {string} */
                                marketplace: "1688" | "alibaba" | "aliexpress" | "taobao" | "tmall" | "tmall-global" | "goofish" | "lazada" | "daraz" | "trendyol" | "miravia";
                                scope?: string;
                            };
                        }[];
                        ended: string[];
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            begun: number;
                            ended: number;
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            code?: string;
                            errors?: {
                                code?: string;
                                params?: {
                                    [key: string]: unknown;
                                };
                                path: string;
                            }[];
                            instance?: string;
                            missing?: string[];
                            params?: {
                                [key: string]: unknown;
                            };
                            status: number;
                            type: string;
                        };
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/known": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Claims and drafts of the organisation by listing, since a cursor */
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            cursor: number;
                            items: ({
                                by: {
                                    name: string;
                                    userId: string;
                                };
                                /** @enum {string} */
                                cause?: "evidence-insufficient" | "category-outside-classes" | "test-buy-incomplete" | "no-misuse" | "grey-market" | "right-not-accepted" | "filer-not-authorised" | "already-handled" | "other";
                                claimId: string;
                                /** @enum {string} */
                                kind: "claim";
                                lastSeen?: {
                                    /** Format: date-time */
                                    at: string;
                                    /** @enum {string} */
                                    seen: "live" | "gone";
                                };
                                listing: {
                                    itemId: string;
                                    /** @enum {string} */
                                    marketplace: "1688" | "alibaba" | "aliexpress" | "taobao" | "tmall" | "tmall-global" | "goofish" | "lazada" | "daraz" | "trendyol" | "miravia";
                                    scope?: string;
                                };
                                number: string;
                                /** Format: date-time */
                                receivedAt: string;
                                sameAs?: string;
                                seller?: {
                                    id?: string;
                                    name?: string;
                                    url?: string;
                                };
                                /** @enum {string} */
                                state: "received" | "duplicate" | "held" | "in_review" | "needs_info" | "approved" | "declined" | "packeted" | "sent" | "acknowledged" | "removed" | "platform_rejected" | "countered" | "conceded" | "contested" | "upheld" | "overturned" | "reinstated" | "withdrawn";
                                /** Format: date-time */
                                stateSince: string;
                                underRight?: string;
                            } | {
                                /** Format: date-time */
                                begunAt: string;
                                by: {
                                    name: string;
                                    userId: string;
                                };
                                draftId: string;
                                /** @enum {boolean} */
                                ended?: true;
                                /** @enum {string} */
                                kind: "draft";
                                listing: {
                                    itemId: string;
                                    /** @enum {string} */
                                    marketplace: "1688" | "alibaba" | "aliexpress" | "taobao" | "tmall" | "tmall-global" | "goofish" | "lazada" | "daraz" | "trendyol" | "miravia";
                                    scope?: string;
                                };
                            })[];
                            more: boolean;
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            code?: string;
                            errors?: {
                                code?: string;
                                params?: {
                                    [key: string]: unknown;
                                };
                                path: string;
                            }[];
                            instance?: string;
                            missing?: string[];
                            params?: {
                                [key: string]: unknown;
                            };
                            status: number;
                            type: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/marketplaces/settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Marketplaces whose pages are not read now */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            settings: {
                                by: string | null;
                                /** @enum {string} */
                                marketplace: "1688" | "alibaba" | "aliexpress" | "taobao" | "tmall" | "tmall-global" | "goofish" | "lazada" | "daraz" | "trendyol" | "miravia";
                                reason: string;
                                /** Format: date-time */
                                since: string;
                                upToVersion: number;
                            }[];
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            code?: string;
                            errors?: {
                                code?: string;
                                params?: {
                                    [key: string]: unknown;
                                };
                                path: string;
                            }[];
                            instance?: string;
                            missing?: string[];
                            params?: {
                                [key: string]: unknown;
                            };
                            status: number;
                            type: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who is signed in, and for whom they act */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            language: {
                                /** @enum {string} */
                                choice: "browser" | "en" | "zh-CN";
                                /** Format: date-time */
                                chosenAt: string;
                            } | null;
                            organisation: {
                                /** @enum {boolean} */
                                demo?: true;
                                name: string;
                                organisationId: string;
                            };
                            roles: ("investigator" | "manager" | "signatory" | "analyst" | "program_lead" | "liaison")[];
                            user: {
                                email: string;
                                name: string;
                                userId: string;
                            };
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            code?: string;
                            errors?: {
                                code?: string;
                                params?: {
                                    [key: string]: unknown;
                                };
                                path: string;
                            }[];
                            instance?: string;
                            missing?: string[];
                            params?: {
                                [key: string]: unknown;
                            };
                            status: number;
                            type: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/language": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Choose the language in which one reads; the newest choice holds */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {string} */
                        choice: "browser" | "en" | "zh-CN";
                        /** Format: date-time */
                        chosenAt: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {string} */
                            choice: "browser" | "en" | "zh-CN";
                            /** Format: date-time */
                            chosenAt: string;
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            code?: string;
                            errors?: {
                                code?: string;
                                params?: {
                                    [key: string]: unknown;
                                };
                                path: string;
                            }[];
                            instance?: string;
                            missing?: string[];
                            params?: {
                                [key: string]: unknown;
                            };
                            status: number;
                            type: string;
                        };
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/news": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What became of the organisation’s claims in the last thirty days */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "items": [
                         *         {
                         *           "sequence": 42,
                         *           "at": "2026-11-29T10:00:00.000Z",
                         *           "kind": "answer",
                         *           "claimId": "0198c1de-7a52-7f6e-9b1c-2f4f5a8e1d01",
                         *           "number": "MS-7K3P-Q9XD",
                         *           "answer": {
                         *             "outcome": "removed",
                         *             "cause": null
                         *           }
                         *         }
                         *       ],
                         *       "seen": 41,
                         *       "unseen": 1
                         *     }
                         */
                        "application/json": {
                            items: {
                                answer: {
                                    cause: ("evidence-insufficient" | "category-outside-classes" | "test-buy-incomplete" | "no-misuse" | "grey-market" | "right-not-accepted" | "filer-not-authorised" | "already-handled" | "other") | null;
                                    /** @enum {string} */
                                    outcome: "acknowledged" | "removed" | "already-gone" | "needs-more" | "refused";
                                } | null;
                                /** Format: date-time */
                                at: string;
                                claimId: string;
                                /** @enum {string} */
                                kind: "answer" | "question" | "counter-notice";
                                number: string;
                                sequence: number;
                            }[];
                            seen: number;
                            unseen: number;
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            code?: string;
                            errors?: {
                                code?: string;
                                params?: {
                                    [key: string]: unknown;
                                };
                                path: string;
                            }[];
                            instance?: string;
                            missing?: string[];
                            params?: {
                                [key: string]: unknown;
                            };
                            status: number;
                            type: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/procedures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How marketplaces take listings down, every value with its source */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            book: {
                                [key: string]: {
                                    abuse?: {
                                        [key: string]: {
                                            says?: {
                                                grade: ("3" | "D" | "L" | "M" | "I") | null;
                                                note?: {
                                                    en: string;
                                                    zh: string;
                                                };
                                                /** Format: date */
                                                seenOn: string;
                                                source: {
                                                    address: string | null;
                                                    date: string | null;
                                                    title: string;
                                                } | null;
                                                value: {
                                                    en: string;
                                                    zh: string;
                                                } | null;
                                                verified: {
                                                    by: string | null;
                                                    /** Format: date */
                                                    on: string;
                                                } | null;
                                            };
                                        };
                                    };
                                    answers?: {
                                        [key: string]: {
                                            cause?: {
                                                grade: ("3" | "D" | "L" | "M" | "I") | null;
                                                note?: {
                                                    en: string;
                                                    zh: string;
                                                };
                                                /** Format: date */
                                                seenOn: string;
                                                source: {
                                                    address: string | null;
                                                    date: string | null;
                                                    title: string;
                                                } | null;
                                                value: ("evidence-insufficient" | "category-outside-classes" | "test-buy-incomplete" | "no-misuse" | "grey-market" | "right-not-accepted" | "filer-not-authorised" | "already-handled" | "other") | null;
                                                verified: {
                                                    by: string | null;
                                                    /** Format: date */
                                                    on: string;
                                                } | null;
                                            };
                                            outcome?: {
                                                grade: ("3" | "D" | "L" | "M" | "I") | null;
                                                note?: {
                                                    en: string;
                                                    zh: string;
                                                };
                                                /** Format: date */
                                                seenOn: string;
                                                source: {
                                                    address: string | null;
                                                    date: string | null;
                                                    title: string;
                                                } | null;
                                                value: ("removed" | "refused" | "needs-more" | "already-gone" | "restored") | null;
                                                verified: {
                                                    by: string | null;
                                                    /** Format: date */
                                                    on: string;
                                                } | null;
                                            };
                                            says?: {
                                                grade: ("3" | "D" | "L" | "M" | "I") | null;
                                                note?: {
                                                    en: string;
                                                    zh: string;
                                                };
                                                /** Format: date */
                                                seenOn: string;
                                                source: {
                                                    address: string | null;
                                                    date: string | null;
                                                    title: string;
                                                } | null;
                                                value: {
                                                    en: string;
                                                    zh: string;
                                                } | null;
                                                verified: {
                                                    by: string | null;
                                                    /** Format: date */
                                                    on: string;
                                                } | null;
                                            };
                                            wording?: {
                                                grade: ("3" | "D" | "L" | "M" | "I") | null;
                                                note?: {
                                                    en: string;
                                                    zh: string;
                                                };
                                                /** Format: date */
                                                seenOn: string;
                                                source: {
                                                    address: string | null;
                                                    date: string | null;
                                                    title: string;
                                                } | null;
                                                value: {
                                                    en: string | null;
                                                    other?: string;
                                                    zh: string | null;
                                                } | null;
                                                verified: {
                                                    by: string | null;
                                                    /** Format: date */
                                                    on: string;
                                                } | null;
                                            };
                                        };
                                    };
                                    channels?: {
                                        [key: string]: {
                                            account?: {
                                                grade: ("3" | "D" | "L" | "M" | "I") | null;
                                                note?: {
                                                    en: string;
                                                    zh: string;
                                                };
                                                /** Format: date */
                                                seenOn: string;
                                                source: {
                                                    address: string | null;
                                                    date: string | null;
                                                    title: string;
                                                } | null;
                                                value: ("needed" | "not-needed" | "closed-to-accounts") | null;
                                                verified: {
                                                    by: string | null;
                                                    /** Format: date */
                                                    on: string;
                                                } | null;
                                            };
                                            address?: {
                                                grade: ("3" | "D" | "L" | "M" | "I") | null;
                                                note?: {
                                                    en: string;
                                                    zh: string;
                                                };
                                                /** Format: date */
                                                seenOn: string;
                                                source: {
                                                    address: string | null;
                                                    date: string | null;
                                                    title: string;
                                                } | null;
                                                value: string | null;
                                                verified: {
                                                    by: string | null;
                                                    /** Format: date */
                                                    on: string;
                                                } | null;
                                            };
                                            fileTypes?: {
                                                grade: ("3" | "D" | "L" | "M" | "I") | null;
                                                note?: {
                                                    en: string;
                                                    zh: string;
                                                };
                                                /** Format: date */
                                                seenOn: string;
                                                source: {
                                                    address: string | null;
                                                    date: string | null;
                                                    title: string;
                                                } | null;
                                                value: string[] | null;
                                                verified: {
                                                    by: string | null;
                                                    /** Format: date */
                                                    on: string;
                                                } | null;
                                            };
                                            languages?: {
                                                grade: ("3" | "D" | "L" | "M" | "I") | null;
                                                note?: {
                                                    en: string;
                                                    zh: string;
                                                };
                                                /** Format: date */
                                                seenOn: string;
                                                source: {
                                                    address: string | null;
                                                    date: string | null;
                                                    title: string;
                                                } | null;
                                                value: string[] | null;
                                                verified: {
                                                    by: string | null;
                                                    /** Format: date */
                                                    on: string;
                                                } | null;
                                            };
                                            maxFiles?: {
                                                grade: ("3" | "D" | "L" | "M" | "I") | null;
                                                note?: {
                                                    en: string;
                                                    zh: string;
                                                };
                                                /** Format: date */
                                                seenOn: string;
                                                source: {
                                                    address: string | null;
                                                    date: string | null;
                                                    title: string;
                                                } | null;
                                                value: number | null;
                                                verified: {
                                                    by: string | null;
                                                    /** Format: date */
                                                    on: string;
                                                } | null;
                                            };
                                            maxLinks?: {
                                                grade: ("3" | "D" | "L" | "M" | "I") | null;
                                                note?: {
                                                    en: string;
                                                    zh: string;
                                                };
                                                /** Format: date */
                                                seenOn: string;
                                                source: {
                                                    address: string | null;
                                                    date: string | null;
                                                    title: string;
                                                } | null;
                                                value: number | null;
                                                verified: {
                                                    by: string | null;
                                                    /** Format: date */
                                                    on: string;
                                                } | null;
                                            };
                                            maxMegabytes?: {
                                                grade: ("3" | "D" | "L" | "M" | "I") | null;
                                                note?: {
                                                    en: string;
                                                    zh: string;
                                                };
                                                /** Format: date */
                                                seenOn: string;
                                                source: {
                                                    address: string | null;
                                                    date: string | null;
                                                    title: string;
                                                } | null;
                                                value: number | null;
                                                verified: {
                                                    by: string | null;
                                                    /** Format: date */
                                                    on: string;
                                                } | null;
                                            };
                                            name?: {
                                                grade: ("3" | "D" | "L" | "M" | "I") | null;
                                                note?: {
                                                    en: string;
                                                    zh: string;
                                                };
                                                /** Format: date */
                                                seenOn: string;
                                                source: {
                                                    address: string | null;
                                                    date: string | null;
                                                    title: string;
                                                } | null;
                                                value: {
                                                    en: string;
                                                    zh: string;
                                                } | null;
                                                verified: {
                                                    by: string | null;
                                                    /** Format: date */
                                                    on: string;
                                                } | null;
                                            };
                                            says?: {
                                                grade: ("3" | "D" | "L" | "M" | "I") | null;
                                                note?: {
                                                    en: string;
                                                    zh: string;
                                                };
                                                /** Format: date */
                                                seenOn: string;
                                                source: {
                                                    address: string | null;
                                                    date: string | null;
                                                    title: string;
                                                } | null;
                                                value: {
                                                    en: string;
                                                    zh: string;
                                                } | null;
                                                verified: {
                                                    by: string | null;
                                                    /** Format: date */
                                                    on: string;
                                                } | null;
                                            };
                                            type?: {
                                                grade: ("3" | "D" | "L" | "M" | "I") | null;
                                                note?: {
                                                    en: string;
                                                    zh: string;
                                                };
                                                /** Format: date */
                                                seenOn: string;
                                                source: {
                                                    address: string | null;
                                                    date: string | null;
                                                    title: string;
                                                } | null;
                                                value: ("web-account" | "form" | "e-mail" | "internal-system" | "notary" | "registered-e-mail" | "other") | null;
                                                verified: {
                                                    by: string | null;
                                                    /** Format: date */
                                                    on: string;
                                                } | null;
                                            };
                                        };
                                    };
                                    clocks?: {
                                        [key: string]: {
                                            event?: {
                                                grade: ("3" | "D" | "L" | "M" | "I") | null;
                                                note?: {
                                                    en: string;
                                                    zh: string;
                                                };
                                                /** Format: date */
                                                seenOn: string;
                                                source: {
                                                    address: string | null;
                                                    date: string | null;
                                                    title: string;
                                                } | null;
                                                value: {
                                                    en: string;
                                                    zh: string;
                                                } | null;
                                                verified: {
                                                    by: string | null;
                                                    /** Format: date */
                                                    on: string;
                                                } | null;
                                            };
                                            onSilence?: {
                                                grade: ("3" | "D" | "L" | "M" | "I") | null;
                                                note?: {
                                                    en: string;
                                                    zh: string;
                                                };
                                                /** Format: date */
                                                seenOn: string;
                                                source: {
                                                    address: string | null;
                                                    date: string | null;
                                                    title: string;
                                                } | null;
                                                value: {
                                                    en: string;
                                                    zh: string;
                                                } | null;
                                                verified: {
                                                    by: string | null;
                                                    /** Format: date */
                                                    on: string;
                                                } | null;
                                            };
                                            period?: {
                                                grade: ("3" | "D" | "L" | "M" | "I") | null;
                                                note?: {
                                                    en: string;
                                                    zh: string;
                                                };
                                                /** Format: date */
                                                seenOn: string;
                                                source: {
                                                    address: string | null;
                                                    date: string | null;
                                                    title: string;
                                                } | null;
                                                value: {
                                                    least: number | null;
                                                    most: number;
                                                    /** @enum {string} */
                                                    unit: "business-days" | "calendar-days" | "hours" | "months";
                                                } | null;
                                                verified: {
                                                    by: string | null;
                                                    /** Format: date */
                                                    on: string;
                                                } | null;
                                            };
                                            starts?: {
                                                grade: ("3" | "D" | "L" | "M" | "I") | null;
                                                note?: {
                                                    en: string;
                                                    zh: string;
                                                };
                                                /** Format: date */
                                                seenOn: string;
                                                source: {
                                                    address: string | null;
                                                    date: string | null;
                                                    title: string;
                                                } | null;
                                                value: {
                                                    en: string;
                                                    zh: string;
                                                } | null;
                                                verified: {
                                                    by: string | null;
                                                    /** Format: date */
                                                    on: string;
                                                } | null;
                                            };
                                            whose?: {
                                                grade: ("3" | "D" | "L" | "M" | "I") | null;
                                                note?: {
                                                    en: string;
                                                    zh: string;
                                                };
                                                /** Format: date */
                                                seenOn: string;
                                                source: {
                                                    address: string | null;
                                                    date: string | null;
                                                    title: string;
                                                } | null;
                                                value: ("marketplace" | "seller" | "participant" | "program") | null;
                                                verified: {
                                                    by: string | null;
                                                    /** Format: date */
                                                    on: string;
                                                } | null;
                                            };
                                        };
                                    };
                                    fastLanes?: {
                                        [key: string]: {
                                            name?: {
                                                grade: ("3" | "D" | "L" | "M" | "I") | null;
                                                note?: {
                                                    en: string;
                                                    zh: string;
                                                };
                                                /** Format: date */
                                                seenOn: string;
                                                source: {
                                                    address: string | null;
                                                    date: string | null;
                                                    title: string;
                                                } | null;
                                                value: {
                                                    en: string;
                                                    zh: string;
                                                } | null;
                                                verified: {
                                                    by: string | null;
                                                    /** Format: date */
                                                    on: string;
                                                } | null;
                                            };
                                            says?: {
                                                grade: ("3" | "D" | "L" | "M" | "I") | null;
                                                note?: {
                                                    en: string;
                                                    zh: string;
                                                };
                                                /** Format: date */
                                                seenOn: string;
                                                source: {
                                                    address: string | null;
                                                    date: string | null;
                                                    title: string;
                                                } | null;
                                                value: {
                                                    en: string;
                                                    zh: string;
                                                } | null;
                                                verified: {
                                                    by: string | null;
                                                    /** Format: date */
                                                    on: string;
                                                } | null;
                                            };
                                            thresholds?: {
                                                grade: ("3" | "D" | "L" | "M" | "I") | null;
                                                note?: {
                                                    en: string;
                                                    zh: string;
                                                };
                                                /** Format: date */
                                                seenOn: string;
                                                source: {
                                                    address: string | null;
                                                    date: string | null;
                                                    title: string;
                                                } | null;
                                                value: {
                                                    en: string;
                                                    zh: string;
                                                }[] | null;
                                                verified: {
                                                    by: string | null;
                                                    /** Format: date */
                                                    on: string;
                                                } | null;
                                            };
                                        };
                                    };
                                    filer?: {
                                        [key: string]: {
                                            says?: {
                                                grade: ("3" | "D" | "L" | "M" | "I") | null;
                                                note?: {
                                                    en: string;
                                                    zh: string;
                                                };
                                                /** Format: date */
                                                seenOn: string;
                                                source: {
                                                    address: string | null;
                                                    date: string | null;
                                                    title: string;
                                                } | null;
                                                value: {
                                                    en: string;
                                                    zh: string;
                                                } | null;
                                                verified: {
                                                    by: string | null;
                                                    /** Format: date */
                                                    on: string;
                                                } | null;
                                            };
                                        };
                                    };
                                    law?: {
                                        [key: string]: {
                                            says?: {
                                                grade: ("3" | "D" | "L" | "M" | "I") | null;
                                                note?: {
                                                    en: string;
                                                    zh: string;
                                                };
                                                /** Format: date */
                                                seenOn: string;
                                                source: {
                                                    address: string | null;
                                                    date: string | null;
                                                    title: string;
                                                } | null;
                                                value: {
                                                    en: string;
                                                    zh: string;
                                                } | null;
                                                verified: {
                                                    by: string | null;
                                                    /** Format: date */
                                                    on: string;
                                                } | null;
                                            };
                                        };
                                    };
                                    notice?: {
                                        [key: string]: {
                                            says?: {
                                                grade: ("3" | "D" | "L" | "M" | "I") | null;
                                                note?: {
                                                    en: string;
                                                    zh: string;
                                                };
                                                /** Format: date */
                                                seenOn: string;
                                                source: {
                                                    address: string | null;
                                                    date: string | null;
                                                    title: string;
                                                } | null;
                                                value: {
                                                    en: string;
                                                    zh: string;
                                                } | null;
                                                verified: {
                                                    by: string | null;
                                                    /** Format: date */
                                                    on: string;
                                                } | null;
                                            };
                                        };
                                    };
                                    overview?: {
                                        it: {
                                            operator?: {
                                                grade: ("3" | "D" | "L" | "M" | "I") | null;
                                                note?: {
                                                    en: string;
                                                    zh: string;
                                                };
                                                /** Format: date */
                                                seenOn: string;
                                                source: {
                                                    address: string | null;
                                                    date: string | null;
                                                    title: string;
                                                } | null;
                                                value: {
                                                    en: string;
                                                    zh: string;
                                                } | null;
                                                verified: {
                                                    by: string | null;
                                                    /** Format: date */
                                                    on: string;
                                                } | null;
                                            };
                                            route?: {
                                                grade: ("3" | "D" | "L" | "M" | "I") | null;
                                                note?: {
                                                    en: string;
                                                    zh: string;
                                                };
                                                /** Format: date */
                                                seenOn: string;
                                                source: {
                                                    address: string | null;
                                                    date: string | null;
                                                    title: string;
                                                } | null;
                                                value: {
                                                    en: string;
                                                    zh: string;
                                                } | null;
                                                verified: {
                                                    by: string | null;
                                                    /** Format: date */
                                                    on: string;
                                                } | null;
                                            };
                                        };
                                    };
                                    penalties?: {
                                        [key: string]: {
                                            cap?: {
                                                grade: ("3" | "D" | "L" | "M" | "I") | null;
                                                note?: {
                                                    en: string;
                                                    zh: string;
                                                };
                                                /** Format: date */
                                                seenOn: string;
                                                source: {
                                                    address: string | null;
                                                    date: string | null;
                                                    title: string;
                                                } | null;
                                                value: number | null;
                                                verified: {
                                                    by: string | null;
                                                    /** Format: date */
                                                    on: string;
                                                } | null;
                                            };
                                            class?: {
                                                grade: ("3" | "D" | "L" | "M" | "I") | null;
                                                note?: {
                                                    en: string;
                                                    zh: string;
                                                };
                                                /** Format: date */
                                                seenOn: string;
                                                source: {
                                                    address: string | null;
                                                    date: string | null;
                                                    title: string;
                                                } | null;
                                                value: {
                                                    en: string;
                                                    zh: string;
                                                } | null;
                                                verified: {
                                                    by: string | null;
                                                    /** Format: date */
                                                    on: string;
                                                } | null;
                                            };
                                            closesAt?: {
                                                grade: ("3" | "D" | "L" | "M" | "I") | null;
                                                note?: {
                                                    en: string;
                                                    zh: string;
                                                };
                                                /** Format: date */
                                                seenOn: string;
                                                source: {
                                                    address: string | null;
                                                    date: string | null;
                                                    title: string;
                                                } | null;
                                                value: number | null;
                                                verified: {
                                                    by: string | null;
                                                    /** Format: date */
                                                    on: string;
                                                } | null;
                                            };
                                            countedPer?: {
                                                grade: ("3" | "D" | "L" | "M" | "I") | null;
                                                note?: {
                                                    en: string;
                                                    zh: string;
                                                };
                                                /** Format: date */
                                                seenOn: string;
                                                source: {
                                                    address: string | null;
                                                    date: string | null;
                                                    title: string;
                                                } | null;
                                                value: ("right" | "right-holder" | "seller") | null;
                                                verified: {
                                                    by: string | null;
                                                    /** Format: date */
                                                    on: string;
                                                } | null;
                                            };
                                            points?: {
                                                grade: ("3" | "D" | "L" | "M" | "I") | null;
                                                note?: {
                                                    en: string;
                                                    zh: string;
                                                };
                                                /** Format: date */
                                                seenOn: string;
                                                source: {
                                                    address: string | null;
                                                    date: string | null;
                                                    title: string;
                                                } | null;
                                                value: number | null;
                                                verified: {
                                                    by: string | null;
                                                    /** Format: date */
                                                    on: string;
                                                } | null;
                                            };
                                            reasons?: {
                                                grade: ("3" | "D" | "L" | "M" | "I") | null;
                                                note?: {
                                                    en: string;
                                                    zh: string;
                                                };
                                                /** Format: date */
                                                seenOn: string;
                                                source: {
                                                    address: string | null;
                                                    date: string | null;
                                                    title: string;
                                                } | null;
                                                value: ("counterfeit-features" | "model-does-not-exist" | "test-buy" | "unfair-trademark-use" | "image-theft" | "artwork-or-text" | "invention-or-utility" | "design")[] | null;
                                                verified: {
                                                    by: string | null;
                                                    /** Format: date */
                                                    on: string;
                                                } | null;
                                            };
                                            sameRightWindow?: {
                                                grade: ("3" | "D" | "L" | "M" | "I") | null;
                                                note?: {
                                                    en: string;
                                                    zh: string;
                                                };
                                                /** Format: date */
                                                seenOn: string;
                                                source: {
                                                    address: string | null;
                                                    date: string | null;
                                                    title: string;
                                                } | null;
                                                value: {
                                                    least: number | null;
                                                    most: number;
                                                    /** @enum {string} */
                                                    unit: "business-days" | "calendar-days" | "hours" | "months";
                                                } | null;
                                                verified: {
                                                    by: string | null;
                                                    /** Format: date */
                                                    on: string;
                                                } | null;
                                            };
                                            says?: {
                                                grade: ("3" | "D" | "L" | "M" | "I") | null;
                                                note?: {
                                                    en: string;
                                                    zh: string;
                                                };
                                                /** Format: date */
                                                seenOn: string;
                                                source: {
                                                    address: string | null;
                                                    date: string | null;
                                                    title: string;
                                                } | null;
                                                value: {
                                                    en: string;
                                                    zh: string;
                                                } | null;
                                                verified: {
                                                    by: string | null;
                                                    /** Format: date */
                                                    on: string;
                                                } | null;
                                            };
                                            strikesToClose?: {
                                                grade: ("3" | "D" | "L" | "M" | "I") | null;
                                                note?: {
                                                    en: string;
                                                    zh: string;
                                                };
                                                /** Format: date */
                                                seenOn: string;
                                                source: {
                                                    address: string | null;
                                                    date: string | null;
                                                    title: string;
                                                } | null;
                                                value: number | null;
                                                verified: {
                                                    by: string | null;
                                                    /** Format: date */
                                                    on: string;
                                                } | null;
                                            };
                                            window?: {
                                                grade: ("3" | "D" | "L" | "M" | "I") | null;
                                                note?: {
                                                    en: string;
                                                    zh: string;
                                                };
                                                /** Format: date */
                                                seenOn: string;
                                                source: {
                                                    address: string | null;
                                                    date: string | null;
                                                    title: string;
                                                } | null;
                                                value: {
                                                    least: number | null;
                                                    most: number;
                                                    /** @enum {string} */
                                                    unit: "business-days" | "calendar-days" | "hours" | "months";
                                                } | null;
                                                verified: {
                                                    by: string | null;
                                                    /** Format: date */
                                                    on: string;
                                                } | null;
                                            };
                                        };
                                    };
                                    reasons?: {
                                        [key: string]: {
                                            code?: {
                                                grade: ("3" | "D" | "L" | "M" | "I") | null;
                                                note?: {
                                                    en: string;
                                                    zh: string;
                                                };
                                                /** Format: date */
                                                seenOn: string;
                                                source: {
                                                    address: string | null;
                                                    date: string | null;
                                                    title: string;
                                                } | null;
                                                value: ("counterfeit-features" | "model-does-not-exist" | "test-buy" | "unfair-trademark-use" | "image-theft" | "artwork-or-text" | "invention-or-utility" | "design" | "none") | null;
                                                verified: {
                                                    by: string | null;
                                                    /** Format: date */
                                                    on: string;
                                                } | null;
                                            };
                                            documents?: {
                                                grade: ("3" | "D" | "L" | "M" | "I") | null;
                                                note?: {
                                                    en: string;
                                                    zh: string;
                                                };
                                                /** Format: date */
                                                seenOn: string;
                                                source: {
                                                    address: string | null;
                                                    date: string | null;
                                                    title: string;
                                                } | null;
                                                value: {
                                                    en: string;
                                                    zh: string;
                                                }[] | null;
                                                verified: {
                                                    by: string | null;
                                                    /** Format: date */
                                                    on: string;
                                                } | null;
                                            };
                                            reveals?: {
                                                grade: ("3" | "D" | "L" | "M" | "I") | null;
                                                note?: {
                                                    en: string;
                                                    zh: string;
                                                };
                                                /** Format: date */
                                                seenOn: string;
                                                source: {
                                                    address: string | null;
                                                    date: string | null;
                                                    title: string;
                                                } | null;
                                                value: {
                                                    en: string;
                                                    zh: string;
                                                } | null;
                                                verified: {
                                                    by: string | null;
                                                    /** Format: date */
                                                    on: string;
                                                } | null;
                                            };
                                            says?: {
                                                grade: ("3" | "D" | "L" | "M" | "I") | null;
                                                note?: {
                                                    en: string;
                                                    zh: string;
                                                };
                                                /** Format: date */
                                                seenOn: string;
                                                source: {
                                                    address: string | null;
                                                    date: string | null;
                                                    title: string;
                                                } | null;
                                                value: {
                                                    en: string;
                                                    zh: string;
                                                } | null;
                                                verified: {
                                                    by: string | null;
                                                    /** Format: date */
                                                    on: string;
                                                } | null;
                                            };
                                            wording?: {
                                                grade: ("3" | "D" | "L" | "M" | "I") | null;
                                                note?: {
                                                    en: string;
                                                    zh: string;
                                                };
                                                /** Format: date */
                                                seenOn: string;
                                                source: {
                                                    address: string | null;
                                                    date: string | null;
                                                    title: string;
                                                } | null;
                                                value: {
                                                    en: string | null;
                                                    other?: string;
                                                    zh: string | null;
                                                } | null;
                                                verified: {
                                                    by: string | null;
                                                    /** Format: date */
                                                    on: string;
                                                } | null;
                                            };
                                        };
                                    };
                                    rebuttals?: {
                                        [key: string]: {
                                            says?: {
                                                grade: ("3" | "D" | "L" | "M" | "I") | null;
                                                note?: {
                                                    en: string;
                                                    zh: string;
                                                };
                                                /** Format: date */
                                                seenOn: string;
                                                source: {
                                                    address: string | null;
                                                    date: string | null;
                                                    title: string;
                                                } | null;
                                                value: {
                                                    en: string;
                                                    zh: string;
                                                } | null;
                                                verified: {
                                                    by: string | null;
                                                    /** Format: date */
                                                    on: string;
                                                } | null;
                                            };
                                        };
                                    };
                                    registration?: {
                                        it: {
                                            documents?: {
                                                grade: ("3" | "D" | "L" | "M" | "I") | null;
                                                note?: {
                                                    en: string;
                                                    zh: string;
                                                };
                                                /** Format: date */
                                                seenOn: string;
                                                source: {
                                                    address: string | null;
                                                    date: string | null;
                                                    title: string;
                                                } | null;
                                                value: {
                                                    en: string;
                                                    zh: string;
                                                }[] | null;
                                                verified: {
                                                    by: string | null;
                                                    /** Format: date */
                                                    on: string;
                                                } | null;
                                            };
                                            fields?: {
                                                grade: ("3" | "D" | "L" | "M" | "I") | null;
                                                note?: {
                                                    en: string;
                                                    zh: string;
                                                };
                                                /** Format: date */
                                                seenOn: string;
                                                source: {
                                                    address: string | null;
                                                    date: string | null;
                                                    title: string;
                                                } | null;
                                                value: {
                                                    en: string;
                                                    zh: string;
                                                }[] | null;
                                                verified: {
                                                    by: string | null;
                                                    /** Format: date */
                                                    on: string;
                                                } | null;
                                            };
                                            says?: {
                                                grade: ("3" | "D" | "L" | "M" | "I") | null;
                                                note?: {
                                                    en: string;
                                                    zh: string;
                                                };
                                                /** Format: date */
                                                seenOn: string;
                                                source: {
                                                    address: string | null;
                                                    date: string | null;
                                                    title: string;
                                                } | null;
                                                value: {
                                                    en: string;
                                                    zh: string;
                                                } | null;
                                                verified: {
                                                    by: string | null;
                                                    /** Format: date */
                                                    on: string;
                                                } | null;
                                            };
                                            time?: {
                                                grade: ("3" | "D" | "L" | "M" | "I") | null;
                                                note?: {
                                                    en: string;
                                                    zh: string;
                                                };
                                                /** Format: date */
                                                seenOn: string;
                                                source: {
                                                    address: string | null;
                                                    date: string | null;
                                                    title: string;
                                                } | null;
                                                value: {
                                                    least: number | null;
                                                    most: number;
                                                    /** @enum {string} */
                                                    unit: "business-days" | "calendar-days" | "hours" | "months";
                                                } | null;
                                                verified: {
                                                    by: string | null;
                                                    /** Format: date */
                                                    on: string;
                                                } | null;
                                            };
                                        };
                                    };
                                    rights?: {
                                        it: {
                                            places?: {
                                                grade: ("3" | "D" | "L" | "M" | "I") | null;
                                                note?: {
                                                    en: string;
                                                    zh: string;
                                                };
                                                /** Format: date */
                                                seenOn: string;
                                                source: {
                                                    address: string | null;
                                                    date: string | null;
                                                    title: string;
                                                } | null;
                                                value: ("any" | string[]) | null;
                                                verified: {
                                                    by: string | null;
                                                    /** Format: date */
                                                    on: string;
                                                } | null;
                                            };
                                            says?: {
                                                grade: ("3" | "D" | "L" | "M" | "I") | null;
                                                note?: {
                                                    en: string;
                                                    zh: string;
                                                };
                                                /** Format: date */
                                                seenOn: string;
                                                source: {
                                                    address: string | null;
                                                    date: string | null;
                                                    title: string;
                                                } | null;
                                                value: {
                                                    en: string;
                                                    zh: string;
                                                } | null;
                                                verified: {
                                                    by: string | null;
                                                    /** Format: date */
                                                    on: string;
                                                } | null;
                                            };
                                            types?: {
                                                grade: ("3" | "D" | "L" | "M" | "I") | null;
                                                note?: {
                                                    en: string;
                                                    zh: string;
                                                };
                                                /** Format: date */
                                                seenOn: string;
                                                source: {
                                                    address: string | null;
                                                    date: string | null;
                                                    title: string;
                                                } | null;
                                                value: ("trademark" | "copyright" | "design" | "utility" | "invention")[] | null;
                                                verified: {
                                                    by: string | null;
                                                    /** Format: date */
                                                    on: string;
                                                } | null;
                                            };
                                            unregistered?: {
                                                grade: ("3" | "D" | "L" | "M" | "I") | null;
                                                note?: {
                                                    en: string;
                                                    zh: string;
                                                };
                                                /** Format: date */
                                                seenOn: string;
                                                source: {
                                                    address: string | null;
                                                    date: string | null;
                                                    title: string;
                                                } | null;
                                                value: {
                                                    en: string;
                                                    zh: string;
                                                } | null;
                                                verified: {
                                                    by: string | null;
                                                    /** Format: date */
                                                    on: string;
                                                } | null;
                                            };
                                        };
                                    };
                                    sellerSees?: {
                                        [key: string]: {
                                            says?: {
                                                grade: ("3" | "D" | "L" | "M" | "I") | null;
                                                note?: {
                                                    en: string;
                                                    zh: string;
                                                };
                                                /** Format: date */
                                                seenOn: string;
                                                source: {
                                                    address: string | null;
                                                    date: string | null;
                                                    title: string;
                                                } | null;
                                                value: {
                                                    en: string;
                                                    zh: string;
                                                } | null;
                                                verified: {
                                                    by: string | null;
                                                    /** Format: date */
                                                    on: string;
                                                } | null;
                                            };
                                        };
                                    };
                                    targets?: {
                                        it: {
                                            kinds?: {
                                                grade: ("3" | "D" | "L" | "M" | "I") | null;
                                                note?: {
                                                    en: string;
                                                    zh: string;
                                                };
                                                /** Format: date */
                                                seenOn: string;
                                                source: {
                                                    address: string | null;
                                                    date: string | null;
                                                    title: string;
                                                } | null;
                                                value: ("listing" | "store")[] | null;
                                                verified: {
                                                    by: string | null;
                                                    /** Format: date */
                                                    on: string;
                                                } | null;
                                            };
                                            says?: {
                                                grade: ("3" | "D" | "L" | "M" | "I") | null;
                                                note?: {
                                                    en: string;
                                                    zh: string;
                                                };
                                                /** Format: date */
                                                seenOn: string;
                                                source: {
                                                    address: string | null;
                                                    date: string | null;
                                                    title: string;
                                                } | null;
                                                value: {
                                                    en: string;
                                                    zh: string;
                                                } | null;
                                                verified: {
                                                    by: string | null;
                                                    /** Format: date */
                                                    on: string;
                                                } | null;
                                            };
                                        };
                                    };
                                };
                            };
                            version: string;
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            code?: string;
                            errors?: {
                                code?: string;
                                params?: {
                                    [key: string]: unknown;
                                };
                                path: string;
                            }[];
                            instance?: string;
                            missing?: string[];
                            params?: {
                                [key: string]: unknown;
                            };
                            status: number;
                            type: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/procedures/brief": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a device needs of procedures beside a draft */
        get: {
            parameters: {
                query?: {
                    known?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            briefs: {
                                files: {
                                    from: string | null;
                                    isUnverified: boolean;
                                    value: number;
                                } | null;
                                /** @default null */
                                fileTypes: {
                                    from: string | null;
                                    isUnverified: boolean;
                                    value: string[];
                                } | null;
                                links: {
                                    from: string | null;
                                    isUnverified: boolean;
                                    value: number;
                                } | null;
                                /** @enum {string} */
                                marketplace: "1688" | "alibaba" | "aliexpress" | "taobao" | "tmall" | "tmall-global" | "goofish" | "lazada" | "daraz" | "trendyol" | "miravia";
                                megabytes: {
                                    from: string | null;
                                    isUnverified: boolean;
                                    value: number;
                                } | null;
                                places: {
                                    from: string | null;
                                    isUnverified: boolean;
                                    value: "any" | string[];
                                } | null;
                                reasons: {
                                    /** @enum {string} */
                                    code: "counterfeit-features" | "model-does-not-exist" | "test-buy" | "unfair-trademark-use" | "image-theft" | "artwork-or-text" | "invention-or-utility" | "design";
                                    documents: {
                                        from: string | null;
                                        isUnverified: boolean;
                                        value: {
                                            en: string;
                                            zh: string;
                                        }[];
                                    } | null;
                                    reveals: {
                                        from: string | null;
                                        isUnverified: boolean;
                                        value: {
                                            en: string;
                                            zh: string;
                                        };
                                    } | null;
                                    wording: {
                                        from: string | null;
                                        isUnverified: boolean;
                                        value: {
                                            en: string | null;
                                            other?: string;
                                            zh: string | null;
                                        };
                                    } | null;
                                }[];
                                route: {
                                    from: string | null;
                                    isUnverified: boolean;
                                    value: {
                                        en: string;
                                        zh: string;
                                    };
                                } | null;
                                sellerSees: {
                                    from: string | null;
                                    isUnverified: boolean;
                                    value: {
                                        en: string;
                                        zh: string;
                                    };
                                }[];
                                site: string | null;
                            }[] | null;
                            version: string;
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            code?: string;
                            errors?: {
                                code?: string;
                                params?: {
                                    [key: string]: unknown;
                                };
                                path: string;
                            }[];
                            instance?: string;
                            missing?: string[];
                            params?: {
                                [key: string]: unknown;
                            };
                            status: number;
                            type: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/questions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Questions about claims of the organisation that wait for an answer */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            questions: {
                                /** Format: date-time */
                                askedAt: string;
                                by: string;
                                /** @enum {string} */
                                cause: "picture-unclear" | "listing-changed" | "difference-unclear" | "mark-not-shown" | "test-buy-incomplete" | "right-unclear" | "authorisation-unclear" | "seller-unclear" | "other";
                                claimId: string;
                                number: string;
                                questionId: string;
                                text: string;
                                wanted: ("text" | "files" | "capture")[];
                            }[];
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            code?: string;
                            errors?: {
                                code?: string;
                                params?: {
                                    [key: string]: unknown;
                                };
                                path: string;
                            }[];
                            instance?: string;
                            missing?: string[];
                            params?: {
                                [key: string]: unknown;
                            };
                            status: number;
                            type: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/rights": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Rights of the organisation */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "rights": [
                         *         {
                         *           "rightId": "0198c1de-7a52-7f6e-9b1c-2f4f5a8e1d02",
                         *           "type": "trademark",
                         *           "brand": "Aurora",
                         *           "mark": "AURORA",
                         *           "place": "CN",
                         *           "number": "30112233",
                         *           "owner": "Aurora Ltd.",
                         *           "niceClasses": [
                         *             25
                         *           ],
                         *           "status": "verified",
                         *           "expiresOn": "2029-01-01"
                         *         }
                         *       ],
                         *       "ended": []
                         *     }
                         */
                        "application/json": {
                            ended: {
                                /** Format: uuid */
                                mandateId: string;
                                revokedOn: string | null;
                                /** Format: date */
                                validTo: string;
                            }[];
                            rights: {
                                brand: string;
                                expiresOn: string | null;
                                mandates?: {
                                    holder: string;
                                    /** Format: uuid */
                                    mandateId: string;
                                    marketplaces: string[] | null;
                                    powers: string[];
                                    /** Format: date */
                                    revokedOn?: string;
                                    /** Format: date */
                                    validFrom: string;
                                    /** Format: date */
                                    validTo: string;
                                }[];
                                mark: string;
                                niceClasses: number[];
                                number: string;
                                owner: string;
                                place: string;
                                rightId: string;
                                /** @enum {string} */
                                status: "unverified" | "verified" | "rejected";
                                /** @enum {string} */
                                type: "trademark" | "copyright" | "design" | "utility" | "invention";
                            }[];
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            code?: string;
                            errors?: {
                                code?: string;
                                params?: {
                                    [key: string]: unknown;
                                };
                                path: string;
                            }[];
                            instance?: string;
                            missing?: string[];
                            params?: {
                                [key: string]: unknown;
                            };
                            status: number;
                            type: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/seller-lists": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Sellers on the lists of the caller’s organisation, as its devices keep them */
        get: {
            parameters: {
                query?: {
                    known?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            sellers: {
                                id: string | null;
                                /** @enum {string} */
                                list: "watch" | "allow" | "deny";
                                /** @enum {string} */
                                marketplace: "1688" | "alibaba" | "aliexpress" | "taobao" | "tmall" | "tmall-global" | "goofish" | "lazada" | "daraz" | "trendyol" | "miravia";
                                name: string | null;
                                /** Format: date-time */
                                since: string;
                                why: string;
                            }[] | null;
                            version: string;
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            code?: string;
                            errors?: {
                                code?: string;
                                params?: {
                                    [key: string]: unknown;
                                };
                                path: string;
                            }[];
                            instance?: string;
                            missing?: string[];
                            params?: {
                                [key: string]: unknown;
                            };
                            status: number;
                            type: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sightings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Say what was seen where removed listings had been, on visits of one’s own */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        sightings: {
                            /** Format: date-time */
                            at: string;
                            listing: {
                                itemId: string;
                                /** @enum {string} */
                                marketplace: "1688" | "alibaba" | "aliexpress" | "taobao" | "tmall" | "tmall-global" | "goofish" | "lazada" | "daraz" | "trendyol" | "miravia";
                                scope?: string;
                            };
                            /** @enum {string} */
                            seen: "live" | "gone";
                        }[];
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            news: number;
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            code?: string;
                            errors?: {
                                code?: string;
                                params?: {
                                    [key: string]: unknown;
                                };
                                path: string;
                            }[];
                            instance?: string;
                            missing?: string[];
                            params?: {
                                [key: string]: unknown;
                            };
                            status: number;
                            type: string;
                        };
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/test-buys/{testBuyId}/files/{sha256}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A file of a test buy, as it was handed in */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    sha256: string;
                    testBuyId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/pdf": string;
                        "image/jpeg": string;
                        "image/png": string;
                        "image/webp": string;
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/pdf": {
                            code?: string;
                            errors?: {
                                code?: string;
                                params?: {
                                    [key: string]: unknown;
                                };
                                path: string;
                            }[];
                            instance?: string;
                            missing?: string[];
                            params?: {
                                [key: string]: unknown;
                            };
                            status: number;
                            type: string;
                        };
                        "image/jpeg": {
                            code?: string;
                            errors?: {
                                code?: string;
                                params?: {
                                    [key: string]: unknown;
                                };
                                path: string;
                            }[];
                            instance?: string;
                            missing?: string[];
                            params?: {
                                [key: string]: unknown;
                            };
                            status: number;
                            type: string;
                        };
                        "image/png": {
                            code?: string;
                            errors?: {
                                code?: string;
                                params?: {
                                    [key: string]: unknown;
                                };
                                path: string;
                            }[];
                            instance?: string;
                            missing?: string[];
                            params?: {
                                [key: string]: unknown;
                            };
                            status: number;
                            type: string;
                        };
                        "image/webp": {
                            code?: string;
                            errors?: {
                                code?: string;
                                params?: {
                                    [key: string]: unknown;
                                };
                                path: string;
                            }[];
                            instance?: string;
                            missing?: string[];
                            params?: {
                                [key: string]: unknown;
                            };
                            status: number;
                            type: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/test-buys/for-claim": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Test buys from which a claim on a listing can be filled
         * @description Recorded facts that were consented to, of those whose goods were found to be counterfeit and that no claim rests on yet.
         */
        get: {
            parameters: {
                query: {
                    itemId: string;
                    marketplace: "1688" | "alibaba" | "aliexpress" | "taobao" | "tmall" | "tmall-global" | "goofish" | "lazada" | "daraz" | "trendyol" | "miravia";
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "testBuys": [
                         *         {
                         *           "testBuyId": "0198c1de-7a52-7f6e-9b1c-2f4f5a8e1d06",
                         *           "number": "MT-7K3P-Q9XD",
                         *           "orderNumber": "410000000000000042",
                         *           "days": {
                         *             "ordered": "2026-11-02",
                         *             "received": "2026-11-06",
                         *             "examined": "2026-11-09"
                         *           },
                         *           "report": [
                         *             {
                         *               "name": "signed.pdf",
                         *               "sha256": "abababababababababababababababababababababababababababababababab",
                         *               "bytes": 182044,
                         *               "type": "application/pdf"
                         *             }
                         *           ],
                         *           "photos": []
                         *         }
                         *       ]
                         *     }
                         */
                        "application/json": {
                            testBuys: {
                                days: {
                                    /** Format: date */
                                    examined: string;
                                    /** Format: date */
                                    ordered: string;
                                    /** Format: date */
                                    received: string;
                                };
                                number: string;
                                orderNumber: string;
                                photos: {
                                    bytes: number;
                                    name: string;
                                    sha256: string;
                                    /** @enum {string} */
                                    type: "image/png" | "image/jpeg" | "image/webp" | "application/pdf";
                                }[];
                                report: {
                                    bytes: number;
                                    name: string;
                                    sha256: string;
                                    /** @enum {string} */
                                    type: "image/png" | "image/jpeg" | "image/webp" | "application/pdf";
                                }[];
                                testBuyId: string;
                            }[];
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            code?: string;
                            errors?: {
                                code?: string;
                                params?: {
                                    [key: string]: unknown;
                                };
                                path: string;
                            }[];
                            instance?: string;
                            missing?: string[];
                            params?: {
                                [key: string]: unknown;
                            };
                            status: number;
                            type: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/translations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Translations that the caller asked for */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            translations: {
                                /** Format: date-time */
                                askedAt: string;
                                doneAt: string | null;
                                machineDraft: string | null;
                                result: string | null;
                                /** @enum {string} */
                                target: "en" | "zh-CN";
                                text: string;
                                translationId: string;
                            }[];
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            code?: string;
                            errors?: {
                                code?: string;
                                params?: {
                                    [key: string]: unknown;
                                };
                                path: string;
                            }[];
                            instance?: string;
                            missing?: string[];
                            params?: {
                                [key: string]: unknown;
                            };
                            status: number;
                            type: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/translations/{translationId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Ask for a text in another language */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    translationId: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {string} */
                        target: "en" | "zh-CN";
                        text: string;
                    };
                };
            };
            responses: {
                /** @description It is kept. */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            code?: string;
                            errors?: {
                                code?: string;
                                params?: {
                                    [key: string]: unknown;
                                };
                                path: string;
                            }[];
                            instance?: string;
                            missing?: string[];
                            params?: {
                                [key: string]: unknown;
                            };
                            status: number;
                            type: string;
                        };
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/uploads": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Begin a resumable upload (tus 1.0) */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description The version of the protocol, 1.0.0. */
                    "Tus-Resumable": string;
                    /** @description Bytes of the whole file, at most 268435456. */
                    "Upload-Length": string;
                    /** @description Names sha256 and type of the file, each with its value in base64. */
                    "Upload-Metadata": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description A problem (RFC 9457) */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": Record<string, never>;
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/uploads/{upload}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Give an upload up */
        delete: {
            parameters: {
                query?: never;
                header: {
                    /** @description The version of the protocol, 1.0.0. */
                    "Tus-Resumable": string;
                };
                path: {
                    upload: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description A problem (RFC 9457) */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": Record<string, never>;
                    };
                };
            };
        };
        options?: never;
        /** How much of an upload is here */
        head: {
            parameters: {
                query?: never;
                header: {
                    /** @description The version of the protocol, 1.0.0. */
                    "Tus-Resumable": string;
                };
                path: {
                    upload: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description A problem (RFC 9457) */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": Record<string, never>;
                    };
                };
            };
        };
        /** Go on with an upload */
        patch: {
            parameters: {
                query?: never;
                header: {
                    /** @description The version of the protocol, 1.0.0. */
                    "Tus-Resumable": string;
                    /** @description Byte at which this piece begins. */
                    "Upload-Offset": string;
                };
                path: {
                    upload: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description A problem (RFC 9457) */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": Record<string, never>;
                    };
                };
            };
        };
        trace?: never;
    };
    "/v1/watch-list": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Removed listings, those that were seen live again first */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            listings: {
                                canonicalUrl: string;
                                claimId: string;
                                itemId: string;
                                mark: string;
                                /** @enum {string} */
                                marketplace: "1688" | "alibaba" | "aliexpress" | "taobao" | "tmall" | "tmall-global" | "goofish" | "lazada" | "daraz" | "trendyol" | "miravia";
                                number: string;
                                organisation: {
                                    name: string;
                                    organisationId: string;
                                };
                                relisted: {
                                    claimId: string;
                                    number: string;
                                } | null;
                                sightings: {
                                    /** Format: date-time */
                                    at: string;
                                    by: string;
                                    /** @enum {string} */
                                    seen: "live" | "gone";
                                }[];
                                /** Format: date-time */
                                since: string;
                                /** @enum {string} */
                                state: "received" | "duplicate" | "held" | "in_review" | "needs_info" | "approved" | "declined" | "packeted" | "sent" | "acknowledged" | "removed" | "platform_rejected" | "countered" | "conceded" | "contested" | "upheld" | "overturned" | "reinstated" | "withdrawn";
                                title?: string;
                            }[];
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            code?: string;
                            errors?: {
                                code?: string;
                                params?: {
                                    [key: string]: unknown;
                                };
                                path: string;
                            }[];
                            instance?: string;
                            missing?: string[];
                            params?: {
                                [key: string]: unknown;
                            };
                            status: number;
                            type: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: never;
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export type operations = Record<string, never>;
