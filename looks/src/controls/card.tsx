import { type ReactNode, type Ref, useId } from 'react';
import { classes } from '../classes.ts';

interface CardProps {
  title: ReactNode;
  /** Of the heading, where something must lead the focus to it. */
  titleId?: string;
  titleRef?: Ref<HTMLHeadingElement>;
  /** The heading shows that it has the focus: something led there. */
  focusShown?: boolean;
  className?: string;
  /** Something inside has been left. */
  onBlur?: () => void;
  children?: ReactNode;
}

/** One part of a page on its own ground, with its heading. */
export function Card({
  title,
  titleId,
  titleRef,
  focusShown = false,
  className,
  onBlur,
  children,
}: CardProps) {
  const ownId = useId();
  const id = titleId ?? ownId;
  const leads = titleRef !== undefined || titleId !== undefined;
  return (
    <section className={classes('card', className)} aria-labelledby={id} onBlur={onBlur}>
      <h2
        id={id}
        ref={titleRef}
        tabIndex={leads ? -1 : undefined}
        className={focusShown ? 'focus-shown' : undefined}
      >
        {title}
      </h2>
      {children}
    </section>
  );
}

/** What stands where there is nothing: that this is so, and what brings something here. */
export function Empty({ title, children }: { title?: ReactNode; children: ReactNode }) {
  return (
    <section className="empty stack">
      {title}
      {children}
    </section>
  );
}
