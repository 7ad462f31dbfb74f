/** The platform's own token issuer for local and compose: client credentials, nothing stored but one signing key. */
@NullMarked
package org.relais.identity;

import org.jspecify.annotations.NullMarked;
