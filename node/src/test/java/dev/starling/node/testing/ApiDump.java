package dev.starling.node.testing;

import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/// What a program can see of some types and of those that their signatures lead to: a line each.
public final class ApiDump {
    private final String room;
    private final TreeSet<Class<?>> types = new TreeSet<>(Comparator.comparing(Class::getName));

    private ApiDump(String room) {
        this.room = room;
    }

    /// The lines of the public ones of these types, and of every type in `room` and in the rooms
    /// below it that a program comes to hold through them.
    public static List<String> of(String room, List<Class<?>> roots) {
        ApiDump dump = new ApiDump(room);
        dump.follow(roots);
        return dump.types.stream().flatMap(ApiDump::lines).toList();
    }

    /// What is in one and not in the other, each line with a sign before it.
    public static List<String> differences(List<String> expected, List<String> found) {
        List<String> all = new ArrayList<>();
        expected.stream().filter(line -> !found.contains(line)).forEach(l -> all.add("- " + l));
        found.stream().filter(line -> !expected.contains(line)).forEach(l -> all.add("+ " + l));
        return all;
    }

    private void follow(List<Class<?>> roots) {
        ArrayDeque<Class<?>> open = new ArrayDeque<>(roots);
        while (!open.isEmpty()) {
            Class<?> type = open.remove();
            boolean isOurs = (type.getPackageName() + ".").startsWith(room + ".");
            if (isOurs && Modifier.isPublic(type.getModifiers()) && types.add(type)) {
                open.addAll(List.of(type.getDeclaredClasses()));
                members(type).flatMap(ApiDump::mentioned).forEach(one -> mention(one, open));
            }
        }
    }

    private static void mention(Type mentioned, ArrayDeque<Class<?>> open) {
        switch (mentioned) {
            case Class<?> one -> open.add(one.isArray() ? one.componentType() : one);
            case ParameterizedType one -> {
                mention(one.getRawType(), open);
                Arrays.stream(one.getActualTypeArguments()).forEach(it -> mention(it, open));
            }
            case WildcardType one ->
                    Arrays.stream(one.getUpperBounds()).forEach(it -> mention(it, open));
            case GenericArrayType one -> mention(one.getGenericComponentType(), open);
            default -> {}
        }
    }

    private static Stream<Type> mentioned(AccessibleObject member) {
        return switch (member) {
            case Method one ->
                    Stream.concat(
                            Stream.of(one.getGenericReturnType()),
                            Arrays.stream(one.getGenericParameterTypes()));
            case Executable one -> Arrays.stream(one.getGenericParameterTypes());
            case Field one -> Stream.of(one.getGenericType());
            default -> Stream.empty();
        };
    }

    private static Stream<String> lines(Class<?> type) {
        return Stream.concat(
                Stream.of(type.toGenericString() + parents(type)),
                members(type).map(ApiDump::text).map(line -> "    " + line).sorted());
    }

    private static String parents(Class<?> type) {
        StringBuilder text = new StringBuilder();
        Type above = type.getGenericSuperclass();
        if (above != null && !above.equals(Object.class)) {
            text.append(" extends ").append(above.getTypeName());
        }
        for (Type face : type.getGenericInterfaces()) {
            text.append(" implements ").append(face.getTypeName());
        }
        return text.toString();
    }

    private static Stream<AccessibleObject> members(Class<?> type) {
        return Stream.<Stream<? extends AccessibleObject>>of(
                        Arrays.stream(type.getDeclaredConstructors()),
                        Arrays.stream(type.getDeclaredMethods()),
                        Arrays.stream(type.getDeclaredFields()))
                .<AccessibleObject>flatMap(those -> those)
                .filter(ApiDump::isSeen);
    }

    private static boolean isSeen(AccessibleObject one) {
        return one instanceof Member member
                && !member.isSynthetic()
                && (member.getModifiers() & (Modifier.PUBLIC | Modifier.PROTECTED)) != 0;
    }

    private static String text(AccessibleObject member) {
        return switch (member) {
            case Constructor<?> one -> one.toGenericString();
            case Method one -> one.toGenericString();
            case Field one -> one.toGenericString();
            default -> throw new IllegalArgumentException(member.toString());
        };
    }
}
