/** `keyport practice`: what it says on its own. */
export const cliPracticeWords = {
  about:
    'serve an EC2 to practise on to the programs of this computer: the AWS CLI, Terraform, any SDK; it costs nothing and reaches nobody',
  after: `Standard output holds one line, the URL of the practice account, as soon as it answers. All else goes to standard error.
It runs until Ctrl-C (or SIGTERM), then saves its state and ends.

Exit codes: 0 ended as asked and everything is saved, 2 usage (also a weather file that cannot be read), 4 the port is taken,
5 failed (also a state that cannot be read or saved), 7 another practice account has the state file, 130 interrupted a second time.

It needs no account, no keychain and no home. With --json the one thing on standard output is a document with the URL, the
environment that makes a program use it, and what is there. With --out either goes to a file instead.

keyport practice --port 5005 --state practice.json
keyport practice --weather weather.json
AWS_ENDPOINT_URL=http://127.0.0.1:5005 AWS_ACCESS_KEY_ID=practice AWS_SECRET_ACCESS_KEY=practice aws ec2 describe-vpcs --region us-east-1

A weather file is a JSON list of what goes wrong; it is looked at before every call, so that a change counts at once:
[{"action": "RunInstances", "zone": "us-east-1a", "kind": "no-capacity"}, {"action": "*", "kind": "pace", "value": 0}]`,
  flags: {
    port: 'port on 127.0.0.1 (default: 0, a free one)',
    state: 'keep what is made in this file; without it, it is gone at the end',
    weather: 'what goes wrong, as JSON (default: nothing)',
  },
  usage: {
    port: (typed: string) => `A port is a whole number from 0 to 65535. This is none: ${typed}`,
    portTaken: (port: number) =>
      `Another program listens on port ${port}. Choose another one, or leave --port away for a free one.`,
    portForbidden: (port: number) =>
      `This system does not let you listen on port ${port}. Choose one from 1024 on, or leave --port away for a free one.`,
    stateInUse: (file: string) =>
      `Another practice account works with this state file: ${file}. Two would overwrite each other. End the other one, or name another file.`,
    stateUnreadable: (file: string) =>
      `The state file is not a file that can be read and written here: ${file}`,
    stateUnsaved: (file: string) =>
      `What was made last could not be saved in ${file}. The file holds the state before it, or none.`,
    weatherGone: (file: string) => `There is no such weather file, or no right to read it: ${file}`,
    weatherTooLong: (file: string) => `This is too long for a weather file: ${file}`,
    weatherNotJson: (file: string, line: number, column: number) =>
      `The weather file is not JSON, from line ${line} column ${column} on: ${file}`,
    weatherUnknown: (file: string, action: string) =>
      `${file} is about an action that the practice account does not have: ${action}`,
    weatherWrong: (file: string, wrong: string) => `${file} is no weather:\n${wrong}`,
  },
  says: {
    what: (accountId: string) =>
      `A practice account (${accountId}) answers on this computer. Nothing in it costs anything, and nothing reaches AWS.`,
    kept: (file: string) => `What is made in it is kept in ${file}`,
    keptNowhere: 'What is made in it is gone when it ends; --state FILE keeps it.',
    setAside: (what: string) =>
      `The earlier state could not be read. It was set aside, and the account is new: ${what}`,
    weather: (file: string, rules: number) =>
      `Weather: ${rules === 1 ? 'one rule' : `${rules} rules`} of ${file}, which is looked at before every call.`,
    weatherChanged: (rules: number) =>
      rules === 0
        ? 'The weather file has changed: fair weather.'
        : `The weather file has changed: ${rules === 1 ? 'one rule' : `${rules} rules`}.`,
    weatherKept: (wrong: string) => `The weather stays as it was. ${wrong}`,
    environment: 'For the programs of another terminal, copy this line into it first:',
    end: 'Ctrl-C ends it.',
    stopping: 'Ending. Once more Ctrl-C ends it without waiting.',
    saved: (file: string) => `Saved in ${file}`,
  },
} as const;
