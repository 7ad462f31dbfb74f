package org.relais.notification.template;

import java.util.HashMap;
import java.util.Map;

/** Made-up values, to see what a template looks like. */
public final class Samples {

    private static final Map<String, String> COMMON = Map.of(
            "trackingCode", "K7QF-29MD",
            "trackingUrl", "http://localhost:8080/requests/K7QF-29MD",
            "townEmail", "mairie@ville.example",
            "townPhone", "01 99 00 00 00",
            "inChargeEmail", "voirie@ville.example",
            "inChargePhone", "01 99 00 00 12",
            "departmentEmail", "voirie@ville.example",
            "departmentPhone", "01 99 00 00 12",
            "outcome", "PLANNED",
            "refusedType", "OutcomeConfirmed");

    /** What a message says or leaves out. */
    private static final Map<String, String> CONDITIONS = Map.ofEntries(
            Map.entry("answerable", "yes"),
            Map.entry("placeWanted", "yes"),
            Map.entry("elsewhere", "yes"),
            Map.entry("forOperator", "yes"),
            Map.entry("deskUrl", "http://localhost:8081/desk/deadlines"),
            Map.entry("fileLeftOut", "yes"),
            Map.entry("numberToCall", "112"),
            Map.entry("judgedByReply", "yes"),
            Map.entry("shareUrl", "http://localhost:8080/requests/K7QF-29MD"),
            Map.entry("answeredByReply", "yes"),
            Map.entry("leaveUrl", "https://relais.ville.example/suivi/K7QF-29MD/cle/bUYlvxkyLWt4fQ"));

    private static final Map<String, String> FRENCH = Map.ofEntries(
            Map.entry("town", "Ville de Relais-sur-Seine"),
            Map.entry("townContact", "Accueil de la mairie"),
            Map.entry("service", "Nid-de-poule"),
            Map.entry("filedOn", "lundi 23 novembre 2026"),
            Map.entry("expectedOn", "vendredi 4 décembre 2026"),
            Map.entry("decideOn", "mardi 24 novembre 2026"),
            Map.entry("inChargeName", "Voirie"),
            Map.entry("inChargeAddress", "1 place de la Mairie, 99000 Relais-sur-Seine"),
            Map.entry("departmentName", "Voirie"),
            Map.entry("departmentAddress", "1 place de la Mairie, 99000 Relais-sur-Seine"),
            Map.entry("previousDepartmentName", "Espaces verts"),
            Map.entry("reason", "Les nids-de-poule sur une rue communale relèvent de la voirie."),
            Map.entry("declinedReason", "L’arbre est sain ; c’est la chaussée qui s’affaisse."),
            Map.entry("message", "Bonjour,\nle trou est-il <profond> & large ?\nMerci."),
            Map.entry("plannedOn", "mardi 1er décembre 2026"),
            Map.entry("responsible", "Le département de la Seine"),
            Map.entry("refusal", "not_resolved"));

    private static final Map<String, String> ENGLISH = Map.ofEntries(
            Map.entry("town", "Town of Relais-sur-Seine"),
            Map.entry("townContact", "Town hall reception"),
            Map.entry("service", "Pothole"),
            Map.entry("filedOn", "Monday 23 November 2026"),
            Map.entry("expectedOn", "Friday 4 December 2026"),
            Map.entry("decideOn", "Tuesday 24 November 2026"),
            Map.entry("inChargeName", "Roads"),
            Map.entry("inChargeAddress", "1 place de la Mairie, 99000 Relais-sur-Seine"),
            Map.entry("departmentName", "Roads"),
            Map.entry("departmentAddress", "1 place de la Mairie, 99000 Relais-sur-Seine"),
            Map.entry("previousDepartmentName", "Parks"),
            Map.entry("reason", "Potholes in a town street are dealt with by Roads."),
            Map.entry("declinedReason", "The tree is sound; it is the road that is sinking."),
            Map.entry("message", "Hello,\nis the hole <deep> & wide?\nThank you."),
            Map.entry("plannedOn", "Tuesday 1 December 2026"),
            Map.entry("responsible", "The county"),
            Map.entry("refusal", "not_resolved"));

    private Samples() {}

    public static Map<String, String> in(String language) {
        Map<String, String> samples = new HashMap<>(COMMON);
        samples.putAll(CONDITIONS);
        samples.putAll(language.equals("en") ? ENGLISH : FRENCH);
        return samples;
    }
}
