import { expect, test } from 'vitest';
import { expression, hclBlock, hclString, isKeptByHcl } from '../../../shared/as-code/hcl.ts';

test.each([
  ['plain', '"plain"'],
  ['say "hi"', String.raw`"say \"hi\""`],
  ['back\\slash', String.raw`"back\\slash"`],
  ['two\nlines\r\n\tend', String.raw`"two\nlines\r\n\tend"`],
  ['${var.secret}', String.raw`"\u0024{var.secret}"`],
  ['$${x} $$', String.raw`"$\u0024{x} $$"`],
  ['%{ if true }', String.raw`"\u0025{ if true }"`],
  ['\u202Eevil\u2066', String.raw`"\u202eevil\u2066"`],
  ['\u0000\u001b[31m', String.raw`"\u0000\u001b[31m"`],
  ['Grüße 👋', '"Grüße 👋"'],
])('%j is written so that Terraform reads no code in it', (text, written) => {
  expect(hclString(text)).toBe(written);
});

test('an object of somebody’s texts is never taken for code', () => {
  const tags = { code: 'file("/etc/passwd")', expression: 'local.secret', 'a b': '1' };
  expect(hclBlock({ head: 'locals', body: [['tags', tags]] })).toBe(
    String.raw`locals {
  tags = {
    code       = "file(\"/etc/passwd\")"
    expression = "local.secret"
    "a b"      = "1"
  }
}`,
  );
});

test('a block is written as `terraform fmt` would', () => {
  const block = {
    head: 'resource "aws_instance" "fleet"',
    body: [
      ['ami', 'ami-1'],
      ['count', 2],
      ['nested', { long_name: 1, a: [true, expression('null')] }],
      ['after_it', {}],
      { head: 'lifecycle', body: [['ignore_changes', [expression('tags')]]] },
      { head: 'empty', body: [] },
    ],
  } as const;
  expect(hclBlock(block)).toBe(`resource "aws_instance" "fleet" {
  ami   = "ami-1"
  count = 2
  nested = {
    long_name = 1
    a         = [true, null]
  }
  after_it = {}

  lifecycle {
    ignore_changes = [tags]
  }

  empty {}
}`);
});

test('Terraform composes letters with their accents, and keeps the others', () => {
  expect(isKeptByHcl('é')).toBe(true);
  expect(isKeptByHcl('e\u0301')).toBe(false);
});
