import type { CatalogueStep } from '../../api/catalogue.ts';

/** Filled in once the derivation of what leads to what is there. */
export function StepsDiagram({ steps }: { steps: CatalogueStep[] }) {
  return <p>{steps.length}</p>;
}
