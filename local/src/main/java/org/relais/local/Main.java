package org.relais.local;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.relais.local.importing.ImportCommand;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The command line: {@code ./relais <command>}. */
public final class Main {

    private static final Map<String, Command> COMMANDS = Map.of(
            "up", new UpCommand(),
            "down", new DownCommand(),
            "status", new StatusCommand(),
            "token", new TokenCommand(),
            "kafka-login", new KafkaLoginCommand(),
            "import", new ImportCommand(),
            "check", new CheckCommand(),
            "read", new ReadCommand(),
            "help", new HelpCommand());

    private Main() {}

    public static void main(String[] arguments) {
        // Before any thread logs: what many start at once, SLF4J comments on in the middle of the output.
        Logger log = LoggerFactory.getLogger(Main.class);
        // The mail server's threads end by an exception whenever a client or the server goes away.
        Thread.setDefaultUncaughtExceptionHandler(
                (thread, failure) -> log.atError().setCause(failure).log("A thread ended"));
        System.exit(outcome(new ArrayList<>(List.of(arguments))));
    }

    private static int outcome(List<String> arguments) {
        try {
            return run(arguments, System.getenv());
        } catch (RuntimeException | Error failure) {
            failure.printStackTrace();
            return Command.FAILED;
        }
    }

    private static int run(List<String> arguments, Map<String, String> environment) {
        Locale language = takeLanguage(arguments, environment);
        Console console = Console.standard(Messages.in(language));
        String name = arguments.isEmpty() ? "help" : arguments.removeFirst();
        Command command =
                COMMANDS.get(arguments.stream().anyMatch(Main::asksForHelp) || asksForHelp(name) ? "help" : name);
        if (command == null) {
            console.note("error.unknown-command", name);
            return Command.USAGE;
        }
        String offset = environment.getOrDefault("RELAIS_PORT_OFFSET", "0");
        if (!offset.matches("\\d{1,5}")
                || Integer.parseInt(offset) % 100 != 0
                || Integer.parseInt(offset) > PlatformPorts.LARGEST_OFFSET) {
            console.note("error.port-offset", offset);
            return Command.USAGE;
        }
        int shift = Integer.parseInt(offset);
        Console ofPlatform = Console.standard(console.messages().forPlatform(shift));
        return command.run(new Command.Context(Checkout.find(), shift, ofPlatform), arguments);
    }

    private static boolean asksForHelp(String argument) {
        return argument.equals("--help") || argument.equals("-h");
    }

    private static Locale takeLanguage(List<String> arguments, Map<String, String> environment) {
        int option = arguments.indexOf("--language");
        if (option >= 0 && option + 1 < arguments.size()) {
            arguments.remove(option);
            return Locale.of(arguments.remove(option));
        }
        for (String argument : arguments) {
            if (argument.startsWith("--language=")) {
                arguments.remove(argument);
                return Locale.of(argument.substring("--language=".length()));
            }
        }
        return Messages.language(environment);
    }
}
