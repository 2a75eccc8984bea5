import { useEffect, useState, type ComponentType, type ReactNode } from 'react';
import { connectionNow, look, onConnection } from '../api/connection.ts';
import { Loading } from './states.tsx';

/** A component whose file is loaded when it is first shown, or before. */
export type Later<Props> = ComponentType<Props> & {
  /** Loads it beforehand. What fails is tried again when it is shown, and is said there. */
  begin(): void;
};

/**
 * React's own `lazy` shows what it waits for no sooner than a third of a second after it showed that it waits, however
 * soon it is there; and does not try again.
 * @param instead is shown while it is loaded, and in its place when it can't be; without it a sign of waiting is shown, and
 *   what can't be loaded fails the screen
 */
export function later<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  instead?: ReactNode,
): Later<Props> {
  let loaded: ComponentType<Props> | undefined;
  let loading: Promise<void> | undefined;
  const begun = (): Promise<void> => {
    loading ??= patiently(load).then(
      (component) => {
        loaded = component;
      },
      (error: unknown) => {
        loading = undefined;
        throw error;
      },
    );
    return loading;
  };
  function Shown(props: Props) {
    const [Component, setComponent] = useState(() => loaded);
    const [failure, setFailure] = useState<unknown>();
    useEffect(() => {
      if (Component) return;
      let isHere = true;
      begun().then(
        () => isHere && setComponent(() => loaded),
        (error: unknown) => isHere && setFailure(error),
      );
      return () => {
        isHere = false;
      };
    }, [Component]);
    if (Component) return <Component {...props} />;
    if (instead !== undefined) return instead;
    if (failure !== undefined) throw failure;
    return <Loading />;
  }
  return Object.assign(Shown, { begin: () => void begun().catch(() => undefined) });
}

const tries = 3;

/** While the server can't be reached it waits, and tries again when it is back. */
async function patiently<T>(load: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await load();
    } catch (error) {
      if (attempt === tries) throw error;
      await look();
      await reachable();
    }
  }
}

async function reachable(): Promise<void> {
  await new Promise<void>((resolve) => {
    const leave = onConnection(goOn);
    function goOn() {
      if (connectionNow() === 'unreachable') return;
      leave();
      resolve();
    }
    goOn();
  });
}
