import type { AwsError } from '../aws-error.ts';
import type { HttpAnswer } from '../http.ts';
import type { Call, Form, QueryService } from './read-call.ts';
import { XML_NAMESPACES } from './services.ts';
import { escaped, xmlOf, type Answer } from './write-xml.ts';

/** An answer to a Query, in the form of its service: EC2 writes it as it is, the others put a result around it. */
export function queryAnswer(
  service: QueryService,
  action: string,
  answer: Answer,
  requestId: string,
): HttpAnswer {
  const namespace = XML_NAMESPACES[service];
  const inside =
    service === 'ec2'
      ? `<requestId>${requestId}</requestId>${xmlOf(answer)}`
      : `<${action}Result>${xmlOf(answer, 'member')}</${action}Result><ResponseMetadata><RequestId>${requestId}</RequestId></ResponseMetadata>`;
  return xmlAnswer(200, `<${action}Response xmlns="${namespace}">${inside}</${action}Response>`, requestId);
}

export function jsonAnswer(value: unknown, requestId: string): HttpAnswer {
  return jsonBody(200, value, { 'x-amzn-requestid': requestId });
}

/** A refusal in the form of the service that was asked. */
export function errorAnswer(form: Form, { code, message, status }: AwsError, requestId: string): HttpAnswer {
  switch (form.kind) {
    case 'json':
      return jsonBody(
        // These services say nearly everything with 400.
        status === 403 || status === 404 ? 400 : status,
        { __type: code, message, Message: message },
        { 'x-amzn-requestid': requestId, 'x-amzn-errortype': code },
      );
    case 'sts':
    case 'iam': {
      const type = status < 500 ? 'Sender' : 'Receiver';
      return xmlAnswer(
        status,
        `<ErrorResponse xmlns="${XML_NAMESPACES[form.kind]}"><Error><Type>${type}</Type>${codeAndMessage(code, message)}</Error><RequestId>${requestId}</RequestId></ErrorResponse>`,
        requestId,
      );
    }
    case 'ec2':
      return xmlAnswer(
        status,
        `<Response><Errors><Error>${codeAndMessage(code, message)}</Error></Errors><RequestID>${requestId}</RequestID></Response>`,
        requestId,
      );
  }
}

export function formOfCall({ form, service }: Call): Form {
  return { kind: form === 'json' ? 'json' : service };
}

/** What a proxy, or a fault before the service itself, answers. */
export function htmlAnswer(): HttpAnswer {
  const page =
    '<html><head><title>500 Internal Server Error</title></head><body><h1>Internal Server Error</h1></body></html>';
  return { status: 500, headers: { 'content-type': 'text/html' }, body: Buffer.from(page) };
}

function codeAndMessage(code: string, message: string): string {
  return `<Code>${escaped(code)}</Code><Message>${escaped(message)}</Message>`;
}

function xmlAnswer(status: number, inside: string, requestId: string): HttpAnswer {
  return {
    status,
    headers: { 'content-type': 'text/xml;charset=UTF-8', 'x-amzn-requestid': requestId },
    body: Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>\n${inside}`),
  };
}

function jsonBody(status: number, value: unknown, headers: Readonly<Record<string, string>>): HttpAnswer {
  return {
    status,
    headers: { 'content-type': 'application/x-amz-json-1.1', ...headers },
    body: Buffer.from(JSON.stringify(value ?? {})),
  };
}
