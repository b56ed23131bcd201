import { AwsError } from '../aws-error.ts';

/** EC2's words for a wish that it understands and cannot fulfil. */
export function unsupported(): AwsError {
  return new AwsError(
    'Unsupported',
    'The requested configuration is currently not supported. Please check the documentation for supported configurations.',
  );
}
