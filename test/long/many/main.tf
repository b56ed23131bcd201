# What else people write for the default network and beside it: rules of their own, a peer, blocks, disks, a stopped machine, a small network.
terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}
variable "endpoint" { type = string }
variable "reason" {
  type    = string
  default = "website"
}
provider "aws" {
  region     = "us-east-1"
  access_key = "practice"
  secret_key = "practice"
  default_tags { tags = { Project = "learn" } }
  endpoints {
    ec2 = var.endpoint
    ssm = var.endpoint
    sts = var.endpoint
    iam = var.endpoint
  }
}
data "aws_region" "now" {}
data "aws_ec2_instance_type" "t3" { instance_type = "t3.micro" }
data "aws_ec2_instance_type_offerings" "zones" {
  location_type = "availability-zone"
  filter {
    name   = "instance-type"
    values = ["t3.micro"]
  }
}
data "aws_ami" "ubuntu" {
  most_recent = true
  owners      = ["099720109477"]
  filter {
    name   = "name"
    values = ["ubuntu/images/*24.04-amd64-server-*"]
  }
  filter {
    name   = "virtualization-type"
    values = ["hvm"]
  }
}
data "aws_ssm_parameters_by_path" "al" { path = "/aws/service/ami-amazon-linux-latest" }
data "aws_vpc" "default" { default = true }
data "aws_subnets" "all" {
  filter {
    name   = "vpc-id"
    values = [data.aws_vpc.default.id]
  }
  filter {
    name   = "default-for-az"
    values = ["true"]
  }
}
data "aws_security_group" "default" {
  name   = "default"
  vpc_id = data.aws_vpc.default.id
}
data "aws_route_table" "main" {
  vpc_id = data.aws_vpc.default.id
  filter {
    name   = "association.main"
    values = ["true"]
  }
}
data "aws_internet_gateway" "default" {
  filter {
    name   = "attachment.vpc-id"
    values = [data.aws_vpc.default.id]
  }
}
resource "aws_key_pair" "k" {
  key_name_prefix = "learn-"
  public_key      = file("${path.module}/key.pub")
}
resource "aws_security_group" "web" {
  name_prefix = "web-"
  vpc_id      = data.aws_vpc.default.id
}
resource "aws_security_group" "db" {
  name   = "db"
  vpc_id = data.aws_vpc.default.id
  ingress {
    from_port       = 5432
    to_port         = 5432
    protocol        = "tcp"
    security_groups = [aws_security_group.web.id]
  }
  ingress {
    from_port = 0
    to_port   = 0
    protocol  = "-1"
    self      = true
  }
}
resource "aws_vpc_security_group_ingress_rule" "https" {
  security_group_id = aws_security_group.web.id
  cidr_ipv4         = "0.0.0.0/0"
  from_port         = 443
  to_port           = 443
  ip_protocol       = "tcp"
  description       = var.reason
}
resource "aws_vpc_security_group_egress_rule" "all" {
  security_group_id = aws_security_group.web.id
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "-1"
}
resource "aws_security_group_rule" "ping" {
  type              = "ingress"
  security_group_id = aws_security_group.web.id
  cidr_blocks       = ["203.0.113.0/24"]
  protocol          = "icmp"
  from_port         = 8
  to_port           = -1
}
resource "aws_instance" "plain" {
  ami               = data.aws_ami.ubuntu.id
  instance_type     = "t3.micro"
  availability_zone = "us-east-1b"
}
resource "aws_instance" "full" {
  ami                         = data.aws_ami.ubuntu.id
  instance_type               = "t3.small"
  availability_zone           = "us-east-1b"
  key_name                    = aws_key_pair.k.key_name
  vpc_security_group_ids      = [aws_security_group.web.id, aws_security_group.db.id]
  associate_public_ip_address = true
  disable_api_termination     = false
  monitoring                  = true
  user_data                   = "#!/bin/sh\necho hello\n"
  user_data_replace_on_change = true
  credit_specification { cpu_credits = "standard" }
  metadata_options {
    http_tokens                 = "required"
    http_put_response_hop_limit = 1
    instance_metadata_tags      = "enabled"
  }
  root_block_device {
    volume_type = "gp3"
    volume_size = 20
    encrypted   = true
    tags        = { Name = "root" }
  }
  ebs_block_device {
    device_name = "/dev/sdf"
    volume_size = 5
    volume_type = "gp3"
  }
  tags = { Name = "full" }
}
resource "aws_ec2_instance_state" "stopped" {
  instance_id = aws_instance.plain.id
  state       = "stopped"
}
resource "aws_default_vpc" "d" { tags = { Name = "default" } }
resource "aws_default_subnet" "a" { availability_zone = "us-east-1a" }
resource "aws_ebs_volume" "data" {
  availability_zone = "us-east-1b"
  size              = 8
  type              = "gp3"
  encrypted         = true
}
resource "aws_volume_attachment" "data" {
  device_name = "/dev/sdh"
  volume_id   = aws_ebs_volume.data.id
  instance_id = aws_instance.plain.id
}
resource "aws_vpc" "own" {
  cidr_block           = "10.0.0.0/16"
  enable_dns_hostnames = true
}
resource "aws_subnet" "own" {
  vpc_id                  = aws_vpc.own.id
  cidr_block              = "10.0.1.0/24"
  map_public_ip_on_launch = true
}
resource "aws_internet_gateway" "own" { vpc_id = aws_vpc.own.id }
resource "aws_route_table" "own" {
  vpc_id = aws_vpc.own.id
  route {
    cidr_block = "0.0.0.0/0"
    gateway_id = aws_internet_gateway.own.id
  }
}
resource "aws_route_table_association" "own" {
  subnet_id      = aws_subnet.own.id
  route_table_id = aws_route_table.own.id
}
output "x" { value = [data.aws_ec2_instance_type.t3.default_vcpus, length(data.aws_ssm_parameters_by_path.al.names), data.aws_region.now.name] }
