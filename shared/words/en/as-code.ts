export const asCodeWords = {
  command: 'write a plan, or a launch as it stands, as code for the AWS CLI or for Terraform',
  arg: 'file with the plan (or - for standard input), or id or name of a launch',
  flags: { format: 'for which tool', to: 'the folder to write it to; nothing in it is replaced' },
  after: `keyport export plan.json --format terraform --to web
keyport export web --format cli --to web

No secret is in it: of the key its public half. Code of a launch takes over what is there (Terraform), or makes the same once more (AWS CLI).
Nothing in AWS is changed by this.`,
  done: {
    written: (path: string) => `Written: ${path}`,
    next: {
      cli: (isLaunch: boolean) =>
        isLaunch
          ? 'It makes the same fleet once more. Its first lines say how, and it costs money from then on.'
          : 'Its first lines say how to run it. It costs money from then on.',
      terraform: (isLaunch: boolean) =>
        isLaunch
          ? 'Terraform takes over what is there: terraform init, then terraform plan shows it. Remove it with one of the two tools, not with both.'
          : 'terraform init, then terraform plan shows what it would make. Nothing is made before terraform apply.',
    },
  },
  view: {
    saveDialog: { title: 'Choose where the folder with the code is made', button: 'Make it here' },
    open: 'Show as code',
    titlePlan: (name: string) => `${name} as code`,
    titleLaunch: (name: string) => `${name} as code, as it stands now`,
    close: 'Close',
    reading: 'Reading what there is in AWS',
    format: 'Tool',
    formats: { cli: 'AWS CLI (bash)', terraform: 'Terraform' },
    why: {
      plan: {
        cli: 'A script that makes this fleet and waits until it runs. It begins when you run it, and costs money from then on.',
        terraform:
          'Files with which Terraform makes this fleet. terraform plan shows it first; nothing is made before terraform apply.',
      },
      launch: {
        cli: 'A script that makes the same fleet once more, beside the one that there is. It costs money from then on.',
        terraform:
          'Files with which Terraform takes over the machines that there are, by their ids: terraform plan shows it first. From then on remove them with one of the two tools, not with both.',
      },
    },
    noSecret: 'No secret is in it: of the key its public half, or a place for it.',
    ownScript: 'Your start script and your tags are in it word for word.',
    practice:
      'You practise: run for real, this code asks AWS, and AWS knows nothing of the practice account.',
    otherEndpoint: (endpoint: string) =>
      `This launch was made at ${endpoint}. The code does not name that: set AWS_ENDPOINT_URL to it before you run it.`,
    files: 'Files',
    copy: 'Copy',
    copyFile: (file: string) => `Copy ${file}`,
    copiedFile: (file: string) => `Copied: ${file}`,
    textOf: (file: string) => `Text of ${file}`,
    save: 'Save all files',
    saving: 'Saving',
    saved: (files: string, folder: string) => `Saved: ${files} in ${folder}`,
    folderName: (name: string, format: 'cli' | 'terraform') => `${name}-${format}`,
  },
  terraform: {
    title: (name: string) => `The fleet ${JSON.stringify(name)} for Terraform, written by Keyport.`,
    how: (command: string) => `terraform init, and then: ${command}`,
    end: 'terraform destroy ends it again. Machines cost money while they run.',
    publicKey: 'The public half of the key that logs in: one line of a file that ends in .pub.',
    notPublicKey: (type: 'ed25519' | 'rsa') =>
      type === 'rsa'
        ? 'A public key of OpenSSH that begins with “ssh-rsa”: Windows takes no other.'
        : 'A public key of OpenSSH: it begins with “ssh-ed25519” or “ssh-rsa”.',
  },
  script: {
    title: (name: string) => `The fleet ${JSON.stringify(name)} for the AWS CLI, written by Keyport.`,
    make: (command: string) => `Makes it, and once more goes on where it stopped: ${command}`,
    remove: (command: string) => `Ends what it has made, and nothing else: ${command}`,
    end: 'What was made stands in made.txt beside this file. Machines cost money while they run.',
    usage: 'Usage: bash launch.sh PUBLIC-KEY-FILE, or bash launch.sh --remove',
    otherAccount: 'These are the credentials of another account. Meant, and found:',
    partly: 'Not every machine was started. Run this once more to try again, or remove what there is.',
    nothing: 'Nothing was made from here.',
  },
} as const;
