-- AlterTable
ALTER TABLE "Round" ADD COLUMN "peopleForgottenAt" DATETIME;
ALTER TABLE "Round" ADD COLUMN "wordsForgottenAt" DATETIME;

-- CreateTable
CREATE TABLE "InstallationSecret" (
    "installationId" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "keyId" TEXT NOT NULL,
    "sealed" TEXT NOT NULL,
    CONSTRAINT "InstallationSecret_installationId_fkey" FOREIGN KEY ("installationId") REFERENCES "Installation" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
