package org.tune4j.tuner.grid;

import com.hazelcast.config.ClassFilter;
import com.hazelcast.config.JavaSerializationFilterConfig;

/**
 * The classes that Java deserialization may make: those of which the errors consist that
 * Hazelcast's members answer each other with, and the state of a cluster. Without the errors a
 * request that reached the wrong member would be waited for in vain; without the state, two halves
 * of a grid could not become one.
 */
final class JavaClasses {
  private static final String[] OF_HAZELCAST = {
    "com.hazelcast.cluster",
    "com.hazelcast.core",
    "com.hazelcast.internal.cluster.impl",
    "com.hazelcast.internal.partition",
    "com.hazelcast.internal.util",
    "com.hazelcast.map",
    "com.hazelcast.nio.serialization",
    "com.hazelcast.partition",
    "com.hazelcast.spi.exception",
    "com.hazelcast.spi.impl.operationservice",
    "com.hazelcast.splitbrainprotection",
    "com.hazelcast.transaction",
  };

  private static final String[] OF_JAVA = {
    "[Ljava.lang.StackTraceElement;",
    "[Ljava.lang.Throwable;",
    "java.io.EOFException",
    "java.io.IOException",
    "java.io.InvalidClassException",
    "java.io.InvalidObjectException",
    "java.io.NotSerializableException",
    "java.io.ObjectStreamException",
    "java.io.StreamCorruptedException",
    "java.io.UncheckedIOException",
    "java.lang.ArithmeticException",
    "java.lang.ArrayIndexOutOfBoundsException",
    "java.lang.AssertionError",
    "java.lang.ClassCastException",
    "java.lang.ClassNotFoundException",
    "java.lang.Enum",
    "java.lang.Error",
    "java.lang.Exception",
    "java.lang.IllegalArgumentException",
    "java.lang.IllegalStateException",
    "java.lang.IndexOutOfBoundsException",
    "java.lang.InterruptedException",
    "java.lang.LinkageError",
    "java.lang.NoClassDefFoundError",
    "java.lang.NullPointerException",
    "java.lang.NumberFormatException",
    "java.lang.OutOfMemoryError",
    "java.lang.ReflectiveOperationException",
    "java.lang.RuntimeException",
    "java.lang.SecurityException",
    "java.lang.StackOverflowError",
    "java.lang.StackTraceElement",
    "java.lang.Throwable",
    "java.lang.UnsupportedOperationException",
    "java.lang.VirtualMachineError",
    "java.net.ConnectException",
    "java.net.SocketException",
    "java.net.UnknownHostException",
    "java.nio.channels.ClosedChannelException",
    "java.util.ArrayList",
    "java.util.Collections$EmptyList",
    "java.util.Collections$UnmodifiableCollection",
    "java.util.Collections$UnmodifiableList",
    "java.util.Collections$UnmodifiableRandomAccessList",
    "java.util.ConcurrentModificationException",
    "java.util.NoSuchElementException",
    "java.util.concurrent.CancellationException",
    "java.util.concurrent.CompletionException",
    "java.util.concurrent.ExecutionException",
    "java.util.concurrent.RejectedExecutionException",
    "java.util.concurrent.TimeoutException",
  };

  private JavaClasses() {}

  static JavaSerializationFilterConfig filter() {
    JavaSerializationFilterConfig filter = new JavaSerializationFilterConfig();
    filter.setDefaultsDisabled(true); // they let all of Java and of Hazelcast in
    filter.setWhitelist(new ClassFilter().addPackages(OF_HAZELCAST).addClasses(OF_JAVA));
    return filter;
  }
}
