package org.relais.intake.pages.web;

import org.relais.intake.pages.PageSettings;

/** What is said to somebody who wants to hear and left nothing that they can be told by. */
final class Unheard {

    private Unheard() {}

    /** What is wrong with the e-mail address: none is there, or neither it nor a phone number. */
    static String code(PageSettings settings) {
        return settings.texts() ? "unreachable" : "needed";
    }

    /** Key of the page's message. */
    static String messageKey(PageSettings settings) {
        return "wrong.email." + code(settings);
    }
}
