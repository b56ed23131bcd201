"""The peer: the same reads one after the other, as a short script of somebody's would do them. read-catalog.py first|table IMAGE-PARAMETERS..."""

import sys

import boto3

what, names = sys.argv[1], sys.argv[2:]
ec2 = boto3.client("ec2")
if what == "table":
    filters = {
        "processor-info.supported-architecture": "x86_64",
        "current-generation": "true",
        "supported-usage-class": "on-demand",
        "bare-metal": "false",
    }
    pages = ec2.get_paginator("describe_instance_types").paginate(
        Filters=[{"Name": name, "Values": [value]} for name, value in filters.items()],
        PaginationConfig={"PageSize": 100},
    )
    print(sum(len(page["InstanceTypes"]) for page in pages))
else:
    boto3.client("sts").get_caller_identity()
    ec2.describe_regions()
    found = boto3.client("ssm").get_parameters(Names=names)["Parameters"]
    ec2.describe_images(ImageIds=[each["Value"] for each in found])
    ec2.describe_instance_types(Filters=[{"Name": "free-tier-eligible", "Values": ["true"]}])
    ec2.describe_vpcs(Filters=[{"Name": "is-default", "Values": ["true"]}])
    ec2.describe_subnets(Filters=[{"Name": "default-for-az", "Values": ["true"]}])
    ec2.describe_availability_zones()
    ec2.describe_instance_type_offerings(
        LocationType="availability-zone", Filters=[{"Name": "instance-type", "Values": ["t3.micro"]}]
    )
    ec2.describe_key_pairs()
    ec2.describe_security_groups()
    print(len(found))
