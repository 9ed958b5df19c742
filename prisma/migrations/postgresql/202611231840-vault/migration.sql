-- AlterTable
ALTER TABLE "Round" ADD COLUMN     "peopleForgottenAt" TIMESTAMP(3),
ADD COLUMN     "wordsForgottenAt" TIMESTAMP(3);

-- CreateTable
CREATE TABLE "InstallationSecret" (
    "installationId" INTEGER NOT NULL,
    "keyId" TEXT NOT NULL,
    "sealed" TEXT NOT NULL,

    CONSTRAINT "InstallationSecret_pkey" PRIMARY KEY ("installationId")
);

-- AddForeignKey
ALTER TABLE "InstallationSecret" ADD CONSTRAINT "InstallationSecret_installationId_fkey" FOREIGN KEY ("installationId") REFERENCES "Installation"("id") ON DELETE CASCADE ON UPDATE CASCADE;
