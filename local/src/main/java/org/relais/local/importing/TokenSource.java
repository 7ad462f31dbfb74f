package org.relais.local.importing;

import java.io.IOException;

/** Gives an access token, and another one when it is no longer good. */
@FunctionalInterface
interface TokenSource {

    /** @throws IOException if there is none to be had now */
    String next() throws IOException;
}
