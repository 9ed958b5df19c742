-- CreateTable
CREATE TABLE "ConversationReference" (
    "id" SERIAL NOT NULL,
    "installation" TEXT NOT NULL,
    "conversation" TEXT NOT NULL,
    "reference" JSONB NOT NULL,

    CONSTRAINT "ConversationReference_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "ConversationReference_installation_conversation_key" ON "ConversationReference"("installation", "conversation");
