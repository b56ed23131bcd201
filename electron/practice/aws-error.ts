/**
 * A refusal in AWS's own words: thrown by an action, answered in the form of its service. Nothing was changed then, but where
 * AWS itself carries out a part of what it refuses (`keepsChanges`).
 */
export class AwsError extends Error {
  override readonly name = 'AwsError';
  readonly code: string;
  readonly status: number;
  readonly keepsChanges: boolean;

  constructor(code: string, message: string, status = 400, keepsChanges = false) {
    super(message);
    this.code = code;
    this.status = status;
    this.keepsChanges = keepsChanges;
  }
}

/** The parameter is needed and is not there. */
export function missingParameter(name: string): AwsError {
  return new AwsError('MissingParameter', `The request must contain the parameter ${name}`);
}

export function invalidValue(message: string): AwsError {
  return new AwsError('InvalidParameterValue', message);
}

export function invalidCombination(message: string): AwsError {
  return new AwsError('InvalidParameterCombination', message);
}
