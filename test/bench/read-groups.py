"""The peer: reads every group page by page and counts them, as a short script of somebody's would."""

import sys

import boto3

client = boto3.client(
    "ec2", endpoint_url=sys.argv[1], region_name="us-east-1", aws_access_key_id="bench", aws_secret_access_key="bench"
)
pages = client.get_paginator("describe_security_groups").paginate(PaginationConfig={"PageSize": 1000})
print(sum(len(page["SecurityGroups"]) for page in pages))
