package org.relais.identity;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationCode;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;

/**
 * Tokens carry all they say and end by themselves, so none is kept. Only a sign-in is remembered, between its code and its token:
 * the newest thousand, for they live for minutes.
 */
final class CodesRemembered implements OAuth2AuthorizationService {

    private static final int MOST = 1_000;

    private final Map<String, OAuth2Authorization> signIns = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, OAuth2Authorization> eldest) {
            return size() > MOST;
        }
    };

    @Override
    public synchronized void save(OAuth2Authorization authorization) {
        if (AuthorizationGrantType.AUTHORIZATION_CODE.equals(authorization.getAuthorizationGrantType())) {
            signIns.put(authorization.getId(), authorization);
        }
    }

    @Override
    public synchronized void remove(OAuth2Authorization authorization) {
        signIns.remove(authorization.getId());
    }

    @Override
    public synchronized @Nullable OAuth2Authorization findById(String id) {
        return signIns.get(id);
    }

    @Override
    public synchronized @Nullable OAuth2Authorization findByToken(String token, @Nullable OAuth2TokenType type) {
        for (OAuth2Authorization signIn : signIns.values()) {
            var code = signIn.getToken(OAuth2AuthorizationCode.class);
            if (code != null && code.getToken().getTokenValue().equals(token)) {
                return signIn;
            }
        }
        return null;
    }
}
