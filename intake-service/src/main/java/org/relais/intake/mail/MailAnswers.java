package org.relais.intake.mail;

import org.jspecify.annotations.Nullable;

/** Answers people of whose mail nothing comes, and whom nothing else tells. */
@FunctionalInterface
public interface MailAnswers {

    /**
     * Tells somebody that they wrote too often; at most once in a day, however often they do. Where that fails they are not told.
     *
     * @param language that they wrote in; null where it isn't known
     * @param inThread Message-ID of their mail; null where it has none
     */
    void tooMany(String address, @Nullable String language, @Nullable String inThread);
}
