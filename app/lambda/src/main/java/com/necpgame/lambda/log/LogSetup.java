package com.necpgame.lambda.log;

import ch.qos.logback.classic.ClassicConstants;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.spi.ContextAwareBase;
import ch.qos.logback.core.status.Status;
import ch.qos.logback.core.status.StatusListener;
import java.util.List;
import org.slf4j.Logger;

/**
 * Logs to standard output, which Lambda takes to CloudWatch: one JSON object per line with the correlation id among its
 * {@code mdc}; as lines for a person where {@code NECPGAME_LOG_FORMAT} is {@code text}. Set up in code, since a file would
 * have to be parsed in every cold start. A {@code logback.xml} on the class path takes its place.
 */
public final class LogSetup extends ContextAwareBase implements Configurator {
    private static final String FORMAT = "NECPGAME_LOG_FORMAT";
    private static final String LINE =
            "%d{HH:mm:ss.SSS} %-5level %-28.28logger{27} %msg%replace( [%X{correlationId}]){' \\[\\]', ''}%n";
    private static final List<String> OURS = List.of("com.necpgame", "necpgame");

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        // Without a listener logback looks through its own statuses in the end, with a formatter of dates that a start
        // would pay for.
        context.getStatusManager().add((StatusListener) LogSetup::tell);
        if (isSetUpByFile()) {
            return ExecutionStatus.INVOKE_NEXT_IF_ANY;
        }
        var root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.WARN);
        OURS.forEach(name -> context.getLogger(name).setLevel(Level.INFO));
        root.detachAndStopAllAppenders();
        root.addAppender(appender(context));
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    /** What goes wrong with logging itself. */
    private static void tell(Status status) {
        if (status.getEffectiveLevel() >= Status.WARN) {
            System.err.println(status);
        }
    }

    private static boolean isSetUpByFile() {
        var loader = LogSetup.class.getClassLoader();
        return System.getProperty(ClassicConstants.CONFIG_FILE_PROPERTY) != null
                || loader.getResource(ClassicConstants.AUTOCONFIG_FILE) != null
                || loader.getResource(ClassicConstants.TEST_AUTOCONFIG_FILE) != null;
    }

    private static ConsoleAppender<ILoggingEvent> appender(LoggerContext context) {
        var appender = new ConsoleAppender<ILoggingEvent>();
        appender.setContext(context);
        appender.setEncoder("text".equalsIgnoreCase(System.getenv(FORMAT)) ? text(context) : json(context));
        appender.start();
        return appender;
    }

    private static Encoder<ILoggingEvent> json(LoggerContext context) {
        var encoder = new JsonEncoder();
        encoder.setContext(context);
        encoder.setWithContext(false);
        encoder.setWithSequenceNumber(false);
        encoder.setWithNanoseconds(false);
        encoder.setWithMessage(false);
        encoder.setWithFormattedMessage(true);
        encoder.start();
        return encoder;
    }

    private static Encoder<ILoggingEvent> text(LoggerContext context) {
        var encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern(LINE);
        encoder.start();
        return encoder;
    }
}
