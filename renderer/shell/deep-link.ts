import { useEffect } from 'react';
import { parseHash, printHash, useStores } from '#renderer/stores';

/** Keeps the URL's hash and the place in step: a copied address leads to what was looked at. */
export function useDeepLink(): void {
  const { navigation } = useStores();
  useEffect(() => {
    const print = () => {
      const hash = printHash(navigation.getState().place);
      if (window.location.hash !== hash) window.history.replaceState(null, '', hash);
    };
    const follow = () => {
      const place = parseHash(window.location.hash);
      if (place && printHash(place) !== printHash(navigation.getState().place)) navigation.getState().go(place);
    };
    // An address that came while the window was starting is where somebody wants to go.
    follow();
    print();
    window.addEventListener('hashchange', follow);
    const stop = navigation.subscribe(print);
    return () => {
      window.removeEventListener('hashchange', follow);
      stop();
    };
  }, [navigation]);
}
