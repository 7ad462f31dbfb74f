package org.relais.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import org.relais.bench.boston.BostonScenario;
import org.relais.bench.channels.ChannelsScenario;
import org.relais.bench.city.DepartmentsScenario;
import org.relais.bench.faults.FaultsScenario;
import org.relais.bench.filing.FilingScenario;
import org.relais.bench.journey.JourneyScenario;
import org.relais.bench.photos.PhotosScenario;
import org.relais.bench.poison.PoisonScenario;
import org.relais.bench.relay.RelayScenario;
import org.relais.bench.routing.RoutingScenario;
import org.relais.bench.rules.RulesScenario;
import org.relais.bench.start.StartScenario;
import org.relais.bench.suggestion.SuggestionScenario;

/** The command line: {@code bench/run <scenario> [--option value …]}. */
public final class Bench {

    private static final Map<String, Scenario> SCENARIOS = scenarios();

    private Bench() {}

    public static void main(String[] arguments) {
        var name = arguments.length == 0 ? "help" : arguments[0];
        if (!name.equals("all") && !SCENARIOS.containsKey(name)) {
            IO.println("bench/run all | " + String.join(" | ", SCENARIOS.keySet()));
            System.exit(2);
        }
        var options = Options.parse(arguments);
        var failed = new ArrayList<String>();
        SCENARIOS.forEach((each, scenario) -> {
            if ((name.equals("all") || name.equals(each)) && !held(each, scenario, options)) {
                failed.add(each);
            }
        });
        if (!failed.isEmpty()) {
            IO.println("FAILED: " + String.join(", ", failed));
        }
        System.exit(failed.isEmpty() ? 0 : 1);
    }

    private static boolean held(String name, Scenario scenario, Options options) {
        try {
            return scenario.run(options, new Report());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (Exception e) {
            IO.println(name + " broke off: " + e);
            for (StackTraceElement frame : e.getStackTrace()) {
                IO.println("    at " + frame);
            }
            return false;
        }
    }

    private static Map<String, Scenario> scenarios() {
        var scenarios = new LinkedHashMap<String, Scenario>();
        scenarios.put("filing", new FilingScenario());
        scenarios.put("channels", new ChannelsScenario());
        scenarios.put("photos", new PhotosScenario());
        scenarios.put("journey", new JourneyScenario());
        scenarios.put("poison", new PoisonScenario());
        scenarios.put("relay", new RelayScenario());
        scenarios.put("rules", new RulesScenario());
        scenarios.put("routing", new RoutingScenario());
        scenarios.put("start", new StartScenario());
        scenarios.put("boston", new BostonScenario());
        scenarios.put("departments", new DepartmentsScenario());
        scenarios.put("suggestion", new SuggestionScenario());
        scenarios.put("faults", new FaultsScenario());
        return scenarios;
    }
}
