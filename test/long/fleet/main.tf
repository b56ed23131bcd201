# A fleet in the default network, as a person would write it: a key, a group with three rules, a machine in each of three zones.
terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.0"
    }
  }
}
variable "endpoint" { type = string }
variable "fleet" {
  type    = string
  default = "fleet"
}
variable "owner" {
  type    = string
  default = "newcomer"
}
variable "web_port" {
  type    = number
  default = 80
}
provider "aws" {
  region                  = "us-east-1"
  access_key              = "practice"
  secret_key              = "practice"
  skip_metadata_api_check = true
  endpoints {
    ec2 = var.endpoint
    ssm = var.endpoint
    sts = var.endpoint
    iam = var.endpoint
  }
}
locals { zones = toset(["us-east-1a", "us-east-1b", "us-east-1c"]) }
data "aws_caller_identity" "me" {}
data "aws_vpc" "default" { default = true }
data "aws_ssm_parameter" "image" { name = "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64" }
data "aws_subnet" "of" {
  for_each          = local.zones
  vpc_id            = data.aws_vpc.default.id
  availability_zone = each.key
  default_for_az    = true
}
data "aws_subnets" "all" {
  filter {
    name   = "vpc-id"
    values = [data.aws_vpc.default.id]
  }
}
data "aws_availability_zones" "here" { state = "available" }
data "aws_ami" "al2023" {
  most_recent = true
  owners      = ["amazon"]
  filter {
    name   = "name"
    values = ["al2023-ami-2023.*-x86_64"]
  }
}
resource "aws_key_pair" "fleet" {
  key_name   = var.fleet
  public_key = file("${path.module}/key.pub")
  tags       = { Owner = var.owner }
}
resource "aws_security_group" "fleet" {
  name        = var.fleet
  description = "A fleet to practise on"
  vpc_id      = data.aws_vpc.default.id
  ingress {
    description = "SSH for me"
    from_port   = 22
    to_port     = 22
    protocol    = "tcp"
    cidr_blocks = ["203.0.113.7/32"]
  }
  ingress {
    from_port   = var.web_port
    to_port     = var.web_port
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }
  ingress {
    from_port        = 443
    to_port          = 443
    protocol         = "tcp"
    cidr_blocks      = ["0.0.0.0/0"]
    ipv6_cidr_blocks = ["::/0"]
  }
  egress {
    from_port   = 0
    to_port     = 0
    protocol    = "-1"
    cidr_blocks = ["0.0.0.0/0"]
  }
  tags = { Owner = var.owner }
}
resource "aws_instance" "fleet" {
  for_each               = data.aws_subnet.of
  ami                    = data.aws_ssm_parameter.image.value
  instance_type          = "t3.micro"
  subnet_id              = each.value.id
  key_name               = aws_key_pair.fleet.key_name
  vpc_security_group_ids = [aws_security_group.fleet.id]
  metadata_options {
    http_endpoint = "enabled"
    http_tokens   = "required"
  }
  root_block_device {
    volume_size = 10
    volume_type = "gp3"
    encrypted   = true
  }
  tags = {
    Name  = "${var.fleet}-${each.key}"
    Owner = var.owner
  }
}
output "addresses" { value = { for zone, instance in aws_instance.fleet : zone => instance.public_ip } }
output "account" { value = data.aws_caller_identity.me.account_id }
