/** A plan in a file: the same file for the window and for the command line. */
export const planFileWords = {
  title: 'Keep this plan',
  why: 'As a file, to launch it again, to share it with a colleague, or to launch it from the command line.',
  save: 'Save this plan',
  saved: (file: string) => `Saved: ${file}`,
  inIt: (address: string) =>
    `No secret is in the file. Your public address ${address} is: it says who may log in.`,
  noSecret: 'No secret is in the file.',
  open: 'Open a plan',
  orOpen: 'Or begin with a plan that was saved in a file.',
  saveDialog: { title: 'Save this plan', button: 'Save' },
  openDialog: { title: 'Open a launch plan', button: 'Open' },
  fileName: (name: string) => `${name}-plan`,
  secretInScript: (line: number) =>
    `Line ${line} of the start script looks as if it held a password, a token or a key. Take it out, and let the machine fetch it when it starts.`,
  secretInTag: (key: string) =>
    `The tag “${key}” looks as if it held a password, a token or a key. Everybody who may see the machines can read their tags.`,
  hint: 'A plan that “Save this plan” on the review has written, or “keyport plan” on the command line, can be opened.',
  faults: {
    noFile: (file: string) => `There is no such file, or no right to read it: ${file}`,
    tooLong: (file: string) => `This is too long for a launch plan: ${file}`,
    notJson: (file: string, line: number, column: number) =>
      `The plan is not JSON, from line ${line} column ${column} on: ${file}`,
    version: (file: string, version: number) =>
      `This plan is of version ${version}, and this Keyport reads version 1: ${file}`,
    notAPlan: (file: string, hint: string, faults: readonly string[]) =>
      `${file}:\n${faults.join('\n')}\n${hint}`,
    whole: 'the document',
    missing: (place: string, expected: string) => `${place} is missing. Expected: ${expected}`,
    wrong: (place: string, expected: string) => `${place} is not as it has to be. Expected: ${expected}`,
    more: (count: number) => (count === 1 ? 'and one more' : `and ${count} more`),
    unknownFields: (names: string) => `no field of the name ${names}`,
    meant: (name: string, near: string) => `${name} (perhaps ${near})`,
    oneOf: (values: string) => `one of ${values}`,
    oneOfKinds: 'one of the kinds that the schema names, in its field “kind”',
    atLeast: (least: number, isLength: boolean) =>
      isLength ? `a length of ${least} at least` : `${least} at least`,
    atMost: (most: number, isLength: boolean) =>
      isLength ? `a length of ${most} at most` : `${most} at most`,
    /** By the name of the field. */
    forms: {
      ipv4: 'an IPv4 address, four numbers from 0 to 255, such as 203.0.113.7',
      accountId: 'the number of an AWS account, 12 digits in quotation marks, such as "111122223333"',
      region: 'the code of a region, such as "us-east-1"',
      imageId: 'the id of an image: “ami-” and then 8 or 17 digits or letters from a to f',
      loginUser:
        'a user name of letters, digits, “_” and “-”, at most 32 of them, the first one a letter or “_”',
      sizeName: 'the name of a size, in small letters, such as "t3.micro"',
      subnetId: 'the id of a subnet: “subnet-” and then 8 or 17 digits or letters from a to f',
      vpcId: 'the id of a network: “vpc-” and then 8 or 17 digits or letters from a to f',
      groupId: 'the id of a security group: “sg-” and then 8 or 17 digits or letters from a to f',
      instanceProfile:
        'the name of an instance profile, not its ARN: letters, digits and the signs _ + = , . @ -',
    },
    another: 'another value',
    expected: {
      string: 'a text',
      number: 'a number',
      int: 'a whole number',
      boolean: 'true or false',
      array: 'a list, in [ ]',
      object: 'an object, in { }',
    } as Readonly<Record<string, string>>,
  },
} as const;
