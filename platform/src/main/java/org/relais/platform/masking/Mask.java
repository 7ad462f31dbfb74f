package org.relais.platform.masking;

/** What stands in a text instead of something personal. */
public enum Mask {
    EMAIL("[e-mail masqué]", "[e-mail hidden]"),
    PHONE("[téléphone masqué]", "[phone hidden]"),
    NAME("[nom masqué]", "[name hidden]"),
    IBAN("[IBAN masqué]", "[IBAN hidden]"),
    SOCIAL_SECURITY("[numéro de sécurité sociale masqué]", "[social-security number hidden]"),
    /** Looks like the name of somebody; a person can tell, a pattern can't. */
    LIKELY_NAME("[nom masqué]", "[name hidden]");

    private final String french;
    private final String english;

    Mask(String french, String english) {
        this.french = french;
        this.english = english;
    }

    String in(String language) {
        return "en".equals(language) ? english : french;
    }
}
