/**
 * Who calls, and as whom we call: bearer tokens of any OIDC issuer on the way in, client credentials on the way out.
 *
 * <p>A controller takes a {@link org.relais.platform.security.Caller} as a parameter; a service declares
 * {@link org.relais.platform.security.OpenPaths} for what needs no token, and reaches its neighbours through
 * {@link org.relais.platform.security.ServiceClients}.
 */
@NullMarked
package org.relais.platform.security;

import org.jspecify.annotations.NullMarked;
