import {
  cohortFigureKey,
  cohortFigures,
  cohortRelations,
  figureInWords,
  figuresForPanel,
  phasesOf,
  sizeFigures,
  suppressFigures,
  type CohortCell,
  type CohortFilter,
  type CohortSize,
  type Figure,
  type Relation,
  type SchoolPhase,
  type ShownFigure,
} from '@kept/domain';
import type { CohortFigureView } from '@kept/contracts';

export type Edition = 'full' | 'suppressed';

/** The figures of one snapshot, as an edition may show them. */
export class ShownCohort {
  readonly phases: readonly SchoolPhase[];
  private readonly figures: ReadonlyMap<string, ShownFigure>;
  private readonly sizes: ReadonlyMap<string, ShownFigure> | null;

  /** @param sizes empty where the extract did not say how many there are in all */
  constructor(
    cells: readonly CohortCell[],
    sizes: readonly CohortSize[],
    private readonly edition: Edition,
  ) {
    this.phases = phasesOf(cells, sizes);
    const figures = cohortFigures(cells, this.phases);
    const ours = edition === 'full' ? figures : figuresForPanel(figures);
    this.figures = showFigures(ours, cohortRelations(this.phases), edition);
    const size = sizeFigures(sizes, this.phases);
    this.sizes = sizes.length === 0 ? null : showFigures(size.figures, size.relations, edition);
  }

  /** A figure with its words and, for those who may, the filter of its list. */
  readonly view = (filter: CohortFilter): CohortFigureView => {
    const figure = this.read(filter);
    return { count: figure.count, words: figureInWords(figure), filter: this.listOf(filter) };
  };

  readonly read = (filter: CohortFilter): ShownFigure =>
    this.figures.get(cohortFigureKey(filter)) ?? { count: null, shown: 'withheld' };

  /** Whether this edition has the figure at all, kept back or not. */
  readonly has = (filter: CohortFilter): boolean => this.figures.has(cohortFigureKey(filter));

  size(phase: SchoolPhase | null): { all: CohortFigureView; withPlan: CohortFigureView } | null {
    const { sizes } = this;
    if (sizes === null) return null;
    const view = (plan: 'all' | 'with'): CohortFigureView => {
      const figure = sizes.get(`${phase ?? 'all'}/${plan}`) ?? { count: 0, shown: 'exact' };
      return { count: figure.count, words: figureInWords(figure), filter: null };
    };
    return { all: view('all'), withPlan: view('with') };
  }

  private listOf({ tracked, ...filter }: CohortFilter): CohortFigureView['filter'] {
    if (this.edition === 'suppressed') return null;
    return { ...filter, ...(tracked !== undefined && { tracked: tracked ? 'true' : 'false' }) };
  }
}

function showFigures(
  figures: readonly Figure[],
  relations: readonly Relation[],
  edition: Edition,
): Map<string, ShownFigure> {
  const shown = edition === 'full' ? null : suppressFigures(figures, relations);
  return new Map(
    figures.map(({ key, count }) => {
      const as = shown?.get(key) ?? 'exact';
      return [key, { count: as === 'exact' ? count : null, shown: as }];
    }),
  );
}
