"""Records what an emulator answers about groups with twenty rules each: python3 record-groups.py ENDPOINT > data/groups.xml"""

import random
import sys

import boto3

SEED = 20261123
GROUPS = 16
RULES = 20

chance = random.Random(SEED)
client = boto3.client(
    "ec2", endpoint_url=sys.argv[1], region_name="us-east-1", aws_access_key_id="bench", aws_secret_access_key="bench"
)
answers = []
client.meta.events.register("after-call.ec2.DescribeSecurityGroups", lambda http_response, **_: answers.append(http_response.text))


def address():
    return ".".join(str(chance.randrange(1, 224)) for _ in range(4))


def rule(nth, group_id):
    """Most rules of most accounts: a port for an office, an application's group, the web for everyone; now and then worse."""
    port = chance.choice([22, 80, 443, 3306, 3389, 5432, 6379, 8080, 8443, 9092, 10000 + nth])
    permission = {"IpProtocol": chance.choice(["tcp", "tcp", "tcp", "udp"]), "FromPort": port, "ToPort": port + chance.choice([0, 0, 0, 7])}
    kind = chance.random()
    if kind < 0.15 and port in (80, 443):
        return {**permission, "IpRanges": [{"CidrIp": "0.0.0.0/0", "Description": "web for everyone"}]}
    if kind < 0.02:
        return {**permission, "IpRanges": [{"CidrIp": "0.0.0.0/0"}]}
    if kind < 0.10:
        return {**permission, "Ipv6Ranges": [{"CidrIpv6": f"2001:db8:{nth:x}::/64", "Description": "office"}]}
    if kind < 0.25:
        return {**permission, "UserIdGroupPairs": [{"GroupId": group_id, "Description": "members"}]}
    bits = chance.choice([16, 22, 24, 28, 32, 32, 32])
    first = address().split(".")
    cidr = {16: f"{first[0]}.{first[1]}.0.0/16", 22: f"{first[0]}.{first[1]}.{int(first[2]) & 252}.0/22", 24: f"{first[0]}.{first[1]}.{first[2]}.0/24"}.get(
        bits, f"{first[0]}.{first[1]}.{first[2]}.{int(first[3]) & (240 if bits == 28 else 255)}/{bits}"
    )
    return {**permission, "IpRanges": [{"CidrIp": cidr, "Description": f"partner {nth}"}]}


for number in range(GROUPS):
    group_id = client.create_security_group(GroupName=f"bench-{number}", Description="recorded for the bench")["GroupId"]
    made = 0
    while made < RULES:
        try:
            client.authorize_security_group_ingress(GroupId=group_id, IpPermissions=[rule(made, group_id)])
            made += 1
        except client.exceptions.ClientError:
            continue
answers.clear()
client.describe_security_groups(Filters=[{"Name": "group-name", "Values": ["bench-*"]}])
sys.stdout.write(answers[-1])
