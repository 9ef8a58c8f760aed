package com.necpgame.server;

import ch.qos.logback.classic.ClassicConstants;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.spi.ContextAwareBase;
import net.logstash.logback.encoder.LogstashEncoder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs to standard output: one JSON object per line for machines, or lines for a person at a terminal. A {@code
 * logback.xml} on the class path takes its place.
 */
public final class LogSetup extends ContextAwareBase implements Configurator {
    private static final String APPENDER = "necpgame";
    private static final String LINE =
            "%d{HH:mm:ss.SSS} %-5level %-28.28logger{27} %msg%replace( [%X{correlationId}]){' \\[\\]', ''}%n";

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        if (isSetUpByFile()) {
            return ExecutionStatus.INVOKE_NEXT_IF_ANY;
        }
        var root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.INFO);
        // Says on every start what our own banner says, and on every stop nothing new.
        context.getLogger("io.micronaut.runtime.Micronaut").setLevel(Level.WARN);
        root.detachAndStopAllAppenders();
        root.addAppender(appender(context, LogFormat.fromProcess()));
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    private static boolean isSetUpByFile() {
        var loader = LogSetup.class.getClassLoader();
        return System.getProperty(ClassicConstants.CONFIG_FILE_PROPERTY) != null
                || loader.getResource(ClassicConstants.AUTOCONFIG_FILE) != null
                || loader.getResource(ClassicConstants.TEST_AUTOCONFIG_FILE) != null;
    }

    /** Writes in another format from now on. Leaves a log that somebody set up by file as it is. */
    static void use(LogFormat format) {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            var root = context.getLogger(Logger.ROOT_LOGGER_NAME);
            if (root.getAppender(APPENDER) != null) {
                root.detachAndStopAllAppenders();
                root.addAppender(appender(context, format));
            }
        }
    }

    private static ConsoleAppender<ILoggingEvent> appender(LoggerContext context, LogFormat format) {
        var appender = new ConsoleAppender<ILoggingEvent>();
        appender.setName(APPENDER);
        appender.setContext(context);
        appender.setEncoder(format.isJson() ? json(context) : text(context));
        appender.start();
        return appender;
    }

    private static Encoder<ILoggingEvent> json(LoggerContext context) {
        var encoder = new LogstashEncoder();
        encoder.setContext(context);
        encoder.setIncludeContext(false);
        encoder.setTimeZone("UTC");
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
