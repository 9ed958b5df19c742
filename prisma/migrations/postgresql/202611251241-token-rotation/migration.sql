-- AlterTable
ALTER TABLE "InstallationSecret" ADD COLUMN     "endsAt" TIMESTAMP(3),
ADD COLUMN     "leaseUntil" TIMESTAMP(3),
ADD COLUMN     "refresh" TEXT,
ADD COLUMN     "renewalError" TEXT;
