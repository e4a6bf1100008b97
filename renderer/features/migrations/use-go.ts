import { useStores } from '#renderer/stores';

/** Goes to a place in the migrations and keeps the object that is looked at. */
export function useGo(): (place: string) => void {
  const { navigation } = useStores();
  return (at) => navigation.getState().go({ ...navigation.getState().place, view: 'migrations', at });
}
