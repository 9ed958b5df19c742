-- AlterTable
ALTER TABLE "Blocker" ADD COLUMN     "inAnswer" BOOLEAN NOT NULL DEFAULT true;

-- AlterTable
ALTER TABLE "SideQuestion" ADD COLUMN     "inAnswer" BOOLEAN NOT NULL DEFAULT true;
