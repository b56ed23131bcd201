import { z } from 'zod';
import type { ActionContext, JsonAction, JsonActions } from '../action.ts';
import { AwsError } from '../aws-error.ts';
import type { CatalogParameter } from '../catalog.ts';
import { jsonPage } from '../json-page.ts';
import { shortened } from '../protocol/param-tree.ts';
import { readInput } from '../protocol/read-input.ts';

// Systems Manager's public parameters: the ids of the newest images. The practice account keeps none of its own.

const MOST_BY_PATH = 10;
const MOST_NAMES = 10;

const name = z.string().min(1).max(2048);
const one = z.strictObject({ Name: name, WithDecryption: z.boolean().nullish() });
const several = z.strictObject({
  Names: z.array(name).min(1).max(MOST_NAMES),
  WithDecryption: z.boolean().nullish(),
});
const below = z.strictObject({
  Path: name,
  Recursive: z.boolean().nullish(),
  WithDecryption: z.boolean().nullish(),
  MaxResults: z.number().int().min(1).max(MOST_BY_PATH).nullish(),
  NextToken: z.string().nullish(),
});

const getParameter: JsonAction = (context, input) => {
  const { Name } = readInput(one, input);
  const parameter = find(context, Name);
  if (parameter === undefined) throw new AwsError('ParameterNotFound', '');
  return { Parameter: answerOf(context, parameter, Name) };
};

/** What is not there is no error: it is named beside the others. */
const getParameters: JsonAction = (context, input) => {
  const { Names } = readInput(several, input);
  const names = [...new Set(Names)];
  return {
    Parameters: names.flatMap((each) => {
      const parameter = find(context, each);
      return parameter === undefined ? [] : [answerOf(context, parameter, each)];
    }),
    InvalidParameters: names.filter((each) => find(context, each) === undefined),
  };
};

const getParametersByPath: JsonAction = (context, input) => {
  const asked = readInput(below, input);
  const { Path, Recursive } = asked;
  if (!Path.startsWith('/')) {
    throw new AwsError(
      'ValidationException',
      'The parameter doesn\'t meet the parameter name requirements. The parameter name must begin with a forward slash "/".',
    );
  }
  const folder = Path.endsWith('/') ? Path : `${Path}/`;
  const found = [...parametersOf(context).values()]
    .filter((parameter) => parameter.name.startsWith(folder))
    .filter((parameter) => Recursive === true || !parameter.name.slice(folder.length).includes('/'))
    .toSorted((left, right) => (left.name < right.name ? -1 : 1));
  const { rows, next } = jsonPage(found, asked, { most: MOST_BY_PATH, wrongToken: 'InvalidNextToken' });
  return { Parameters: rows.map((parameter) => answerOf(context, parameter, parameter.name)), ...next };
};

function parametersOf({ catalog, region: { region } }: ActionContext): ReadonlyMap<string, CatalogParameter> {
  return catalog.parameters(region);
}

/** A name, or its ARN, with a version after a colon where one is asked for. There is only one. */
function find(context: ActionContext, asked: string): CatalogParameter | undefined {
  const { name: path, version } = partsOf(asked);
  const parameter = parametersOf(context).get(path);
  if (parameter === undefined || version === null || version === String(parameter.version)) return parameter;
  throw new AwsError(
    'ParameterVersionNotFound',
    `Systems Manager could not find version ${shortened(version)} of ${shortened(path)}.`,
  );
}

function partsOf(asked: string): { readonly name: string; readonly version: string | null } {
  const plain = asked.replace(/^arn:aws:ssm:[a-z0-9-]{1,30}::parameter(?=\/)/u, '');
  const colon = plain.indexOf(':');
  return colon < 0
    ? { name: plain, version: null }
    : { name: plain.slice(0, colon), version: plain.slice(colon + 1) };
}

function answerOf({ region: { region } }: ActionContext, parameter: CatalogParameter, asked: string): object {
  const { version } = partsOf(asked);
  return {
    ARN: `arn:aws:ssm:${region}::parameter${parameter.name}`,
    DataType: 'text',
    LastModifiedDate: parameter.lastModified,
    Name: parameter.name,
    ...(version === null ? {} : { Selector: `:${version}` }),
    Type: 'String',
    Value: parameter.value,
    Version: parameter.version,
  };
}

export const parametersActions: JsonActions = {
  GetParameter: getParameter,
  GetParameters: getParameters,
  GetParametersByPath: getParametersByPath,
};
