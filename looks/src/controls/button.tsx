import type { ComponentProps, MouseEvent } from 'react';
import { classes } from '../classes.ts';

interface Shape {
  /** `main`: the one thing to do here. `danger`: takes something away. `link`: little more than words. */
  kind?: 'plain' | 'main' | 'danger' | 'link';
  size?: 'usual' | 'small' | 'big';
  /** Takes the whole width of its column. */
  wide?: boolean;
}

function shapeOf({ kind = 'plain', size = 'usual', wide = false }: Shape, more: string | undefined): string {
  return classes(
    'button',
    kind !== 'plain' && `button-${kind}`,
    size !== 'usual' && `button-${size}`,
    wide && 'button-wide',
    more,
  );
}

interface ButtonProps extends Shape, Omit<ComponentProps<'button'>, 'disabled'> {
  /** What it began is still under way. */
  busy?: boolean;
  /** There is nothing it could do now. */
  unavailable?: boolean;
}

/**
 * A button. While it is busy or unavailable a press does nothing, a form is not handed in, and the focus stays where it is, which
 * `disabled` would lose.
 */
export function Button({
  kind,
  size,
  wide,
  busy = false,
  unavailable = false,
  type = 'button',
  className,
  onClick,
  ...rest
}: ButtonProps) {
  const off = busy || unavailable;
  const press = (event: MouseEvent<HTMLButtonElement>) => {
    if (off) event.preventDefault();
    else onClick?.(event);
  };
  return (
    <button
      {...rest}
      type={type}
      className={shapeOf({ ...(kind && { kind }), ...(size && { size }), ...(wide && { wide }) }, className)}
      aria-disabled={off || undefined}
      aria-busy={busy || undefined}
      onClick={press}
    />
  );
}

/** A link that looks like a button: it leads somewhere, in a new tab. */
export function ButtonLink({
  size = 'usual',
  href,
  children,
}: Pick<ComponentProps<'a'>, 'children'> & Pick<Shape, 'size'> & { href: string }) {
  return (
    <a className={shapeOf({ size }, undefined)} href={href} target="_blank" rel="noreferrer">
      {children}
    </a>
  );
}
