import { z } from 'zod';

// zod's compiled parsers need `eval`, which the content security policy rightly refuses and reports. Set before the first
// schema is made, and so in a module of its own that is imported before any other.
z.config({ jitless: true });
