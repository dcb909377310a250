/**
 * What a plugin implements, and the data it returns.
 *
 * <p>A plugin is a jar in the {@code plugins/} folder of the distribution. It implements one or more of
 *
 * <ul>
 *   <li>{@link io.smcontainers.spi.FrameworkRunner}: knows how to run one kind of program;
 *   <li>{@link io.smcontainers.spi.DependencyInstaller}: knows how to install what the code folder asks for;
 *   <li>{@link io.smcontainers.spi.HardwareProbe}: finds accelerators;
 *   <li>{@link io.smcontainers.spi.CodeStore}: fetches the user's code from one kind of place;
 *   <li>{@link io.smcontainers.spi.OutputStore}: uploads what a program writes while it runs to one kind of place;
 *   <li>{@link io.smcontainers.spi.PackageIndex}: gives installers access to a package index;
 * </ul>
 *
 * and names its classes in {@code META-INF/services/}, as {@link java.util.ServiceLoader} has it. Each class has a public
 * constructor without parameters that does nothing. A plugin plans and finds; it starts no process of its own: the launcher
 * acts on what it returns. The launcher calls each object from one thread at a time, if its type does not say otherwise.
 */
@NullMarked
package io.smcontainers.spi;

import org.jspecify.annotations.NullMarked;
