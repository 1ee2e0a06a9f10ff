/** Why an expression is not one, and at which of its characters. Whoever knows where it stands makes an error of it. */
export class ExpressionMistake extends Error {
  readonly at: number;

  constructor(message: string, at: number) {
    super(message);
    this.at = at;
  }
}

/** A column that the expression names and the table lacks. */
export class UnknownColumn extends ExpressionMistake {
  readonly column: string;

  constructor(column: string, at: number) {
    super(`column ${JSON.stringify(column)} is not there`, at);
    this.column = column;
  }
}

/** A row for which MySQL would answer with an error instead of a value. Never holds the row's values. */
export class EvaluationFailure extends Error {}
