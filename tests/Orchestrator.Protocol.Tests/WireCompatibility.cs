using Google.Protobuf.Reflection;

namespace Orchestrator.Protocol.Tests;

/// <summary>What would keep programs of an earlier version from understanding this one, or the reverse.</summary>
internal static class WireCompatibility
{
    /// <summary>One line for each thing that was taken away, renumbered, renamed or given another type.</summary>
    /// <param name="before">The proto files of the earlier version.</param>
    /// <param name="now">Those of this one.</param>
    public static IReadOnlyList<string> ProblemsOf(
        IEnumerable<FileDescriptor> before, IReadOnlyCollection<FileDescriptor> now)
    {
        var problems = new List<string>();
        var messages = now.SelectMany(file => file.MessageTypes).SelectMany(Nested).ToDictionary(m => m.FullName);
        var enums = now.SelectMany(file => file.EnumTypes)
            .Concat(messages.Values.SelectMany(m => m.EnumTypes)).ToDictionary(e => e.FullName);
        var services = now.SelectMany(file => file.Services).ToDictionary(s => s.FullName);
        foreach (var file in before)
        {
            foreach (var message in file.MessageTypes.SelectMany(Nested))
                Compare(message, messages.GetValueOrDefault(message.FullName), problems);
            foreach (var @enum in file.EnumTypes.Concat(file.MessageTypes.SelectMany(Nested).SelectMany(m => m.EnumTypes)))
                Compare(@enum, enums.GetValueOrDefault(@enum.FullName), problems);
            foreach (var service in file.Services)
                Compare(service, services.GetValueOrDefault(service.FullName), problems);
        }

        return problems;
    }

    private static IEnumerable<MessageDescriptor> Nested(MessageDescriptor message) =>
        message.NestedTypes.SelectMany(Nested).Prepend(message);

    private static void Compare(MessageDescriptor before, MessageDescriptor? now, List<string> problems)
    {
        if (now is null)
        {
            problems.Add($"message {before.FullName} is gone");
            return;
        }

        foreach (var field in before.Fields.InFieldNumberOrder())
        {
            if (now.FindFieldByNumber(field.FieldNumber) is { } same)
            {
                var (was, has) = (FormOf(field), FormOf(same));
                if (was != has)
                    problems.Add($"field {field.FieldNumber} of {before.FullName} was '{was}' and is '{has}'");
            }
            else if (!now.ToProto().ReservedRange.Any(r => r.Start <= field.FieldNumber && field.FieldNumber < r.End))
            {
                problems.Add($"field {field.FieldNumber} of {before.FullName} ({field.Name}) is gone and not reserved");
            }
        }

        foreach (var range in before.ToProto().ReservedRange)
        {
            if (now.Fields.InFieldNumberOrder().Any(f => range.Start <= f.FieldNumber && f.FieldNumber < range.End))
                problems.Add($"a reserved field number of {before.FullName} is used again");
        }
    }

    private static string FormOf(FieldDescriptor field)
    {
        var type = field.FieldType switch
        {
            FieldType.Message => field.MessageType.FullName,
            FieldType.Enum => field.EnumType.FullName,
            var other => other.ToString().ToLowerInvariant(),
        };
        var label = field.IsRepeated ? "repeated " : field.HasPresence ? "optional " : "";
        return $"{field.RealContainingOneof?.Name} {label}{type} {field.Name}".TrimStart();
    }

    private static void Compare(EnumDescriptor before, EnumDescriptor? now, List<string> problems)
    {
        foreach (var value in before.Values)
        {
            var same = now?.FindValueByNumber(value.Number)?.Name;
            if (same != value.Name)
                problems.Add($"value {value.Number} of {before.FullName} was {value.Name} and is {same ?? "gone"}");
        }
    }

    private static void Compare(ServiceDescriptor before, ServiceDescriptor? now, List<string> problems)
    {
        foreach (var method in before.Methods)
        {
            var (was, has) = (FormOf(method), now?.FindMethodByName(method.Name) is { } same ? FormOf(same) : "gone");
            if (was != has)
                problems.Add($"method {method.FullName} was '{was}' and is '{has}'");
        }
    }

    private static string FormOf(MethodDescriptor method) =>
        $"{(method.IsClientStreaming ? "stream " : "")}{method.InputType.FullName} returns "
        + $"{(method.IsServerStreaming ? "stream " : "")}{method.OutputType.FullName}";
}
