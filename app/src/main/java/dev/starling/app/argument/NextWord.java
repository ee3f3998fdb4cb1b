package dev.starling.app.argument;

import java.util.Stack;
import picocli.CommandLine.IParameterConsumer;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// The value of an option that may be any text: the next word, even if an option is called so.
public final class NextWord implements IParameterConsumer {
    // Picocli's own class: it takes its words from a Stack.
    @SuppressWarnings("JdkObsolete")
    @Override
    public void consumeParameters(Stack<String> words, ArgSpec argument, CommandSpec command) {
        if (words.isEmpty()) {
            throw new MissingParameterException(
                    command.commandLine(),
                    argument,
                    "Missing required parameter for option '%s' (%s)"
                            .formatted(name(argument), argument.paramLabel()));
        }
        argument.setValue(words.pop());
    }

    private static String name(ArgSpec argument) {
        return argument instanceof OptionSpec option ? option.longestName() : "";
    }
}
