-- CreateTable
CREATE TABLE "ConversationReference" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "installation" TEXT NOT NULL,
    "conversation" TEXT NOT NULL,
    "reference" JSONB NOT NULL
);

-- CreateIndex
CREATE UNIQUE INDEX "ConversationReference_installation_conversation_key" ON "ConversationReference"("installation", "conversation");
