package org.relais.intake.open311.web;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.relais.intake.open311.ApiKeys;
import org.relais.platform.security.Roles;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;

/** Keys that were given out, and access tokens of clients with the role. */
record ConfiguredApiKeys(Map<String, String> keys, JwtDecoder tokens, String rolesClaim) implements ApiKeys {

    @Override
    public Optional<String> holder(String key) {
        return keys.entrySet().stream()
                .filter(each -> isSame(each.getValue(), key))
                .map(Map.Entry::getKey)
                .findFirst()
                .or(() -> bearer(key));
    }

    /** Takes the same time however much of it is right. */
    private static boolean isSame(String known, String presented) {
        return MessageDigest.isEqual(
                known.getBytes(StandardCharsets.UTF_8), presented.getBytes(StandardCharsets.UTF_8));
    }

    private Optional<String> bearer(String key) {
        try {
            Jwt token = tokens.decode(key);
            List<String> roles = token.getClaimAsStringList(rolesClaim);
            return roles != null && roles.contains(Roles.OPEN311)
                    ? Optional.ofNullable(token.getSubject())
                    : Optional.empty();
        } catch (BadJwtException notAToken) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return "ConfiguredApiKeys[]";
    }
}
