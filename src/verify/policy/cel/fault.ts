/** An expression that failed while it was evaluated, in a way that the API server would see too. */
export class EvaluationFault extends Error {
  override readonly name: string = "EvaluationFault";
}

/** What only a cluster can answer, or what this evaluator does not do: never a yes and never a no. */
export class NotEvaluable extends EvaluationFault {
  override readonly name = "NotEvaluable";
}

/** An expression that does more work than the API server allows. Not caught by `||` and `&&`. */
export class BudgetSpent extends Error {
  override readonly name = "BudgetSpent";
}

/** An expression that does not compile; `position` counts characters from 0. */
export class CompileFault extends Error {
  override readonly name = "CompileFault";
  readonly position: number | undefined;

  constructor(message: string, position?: number) {
    super(message);
    this.position = position;
  }
}
