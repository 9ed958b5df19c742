-- AlterTable
ALTER TABLE "InstallationSecret" ADD COLUMN "endsAt" DATETIME;
ALTER TABLE "InstallationSecret" ADD COLUMN "leaseUntil" DATETIME;
ALTER TABLE "InstallationSecret" ADD COLUMN "refresh" TEXT;
ALTER TABLE "InstallationSecret" ADD COLUMN "renewalError" TEXT;
