-- DropForeignKey
ALTER TABLE "Elector" DROP CONSTRAINT "Elector_personId_fkey";
