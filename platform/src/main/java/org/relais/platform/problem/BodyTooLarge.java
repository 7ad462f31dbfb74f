package org.relais.platform.problem;

import java.io.IOException;

/** The caller sent more than the service reads. */
final class BodyTooLarge extends IOException {

    BodyTooLarge(long limit) {
        super("more than " + limit + " bytes");
    }
}
