using System.Reflection;
using Google.Protobuf.Reflection;
using Grpc.AspNetCore.Server.Binding;
using Microsoft.AspNetCore.Routing;

namespace Grpc.AspNetCore.Server.Reflection;

/// <summary>The proto files of the services that a server has mapped, found when they are first asked for.</summary>
internal sealed class DescribedFiles
{
    private readonly Lazy<Index> _index;

    public DescribedFiles(EndpointDataSource endpoints) => _index = new(() => new Index(Services(endpoints)));

    public IEnumerable<string> ServiceNames => _index.Value.ServiceNames;

    public FileDescriptor? ByName(string fileName) => _index.Value.Files.GetValueOrDefault(fileName);

    public FileDescriptor? BySymbol(string symbol) => _index.Value.Symbols.GetValueOrDefault(symbol.TrimStart('.'));

    public FileDescriptor? ByExtension(string type, int number) =>
        _index.Value.Extensions.GetValueOrDefault((type.TrimStart('.'), number));

    public bool IsMessage(string type) => _index.Value.Messages.Contains(type.TrimStart('.'));

    public IEnumerable<int> ExtensionsOf(string type) =>
        _index.Value.Extensions.Keys.Where(k => k.Type == type.TrimStart('.')).Select(k => k.Number).Order();

    private static List<ServiceDescriptor> Services(EndpointDataSource endpoints) =>
        [.. endpoints.Endpoints.Select(e => e.Metadata.GetMetadata<GrpcMethodMetadata>()?.ServiceType)
            .OfType<Type>()
            .Distinct()
            .Select(DescriptorOf)
            .OfType<ServiceDescriptor>()];

    private static ServiceDescriptor? DescriptorOf(Type serviceType) =>
        BindMethod.GeneratedType(serviceType)
            ?.GetProperty("Descriptor", BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static)
            ?.GetValue(null) as ServiceDescriptor;

    private sealed class Index
    {
        public Index(IReadOnlyList<ServiceDescriptor> services)
        {
            ServiceNames = [.. services.Select(s => s.FullName).Distinct().Order(StringComparer.Ordinal)];
            foreach (var service in services)
                Add(service.File);
        }

        public IReadOnlyList<string> ServiceNames { get; }

        public Dictionary<string, FileDescriptor> Files { get; } = new(StringComparer.Ordinal);

        public Dictionary<string, FileDescriptor> Symbols { get; } = new(StringComparer.Ordinal);

        public Dictionary<(string Type, int Number), FileDescriptor> Extensions { get; } = [];

        public HashSet<string> Messages { get; } = new(StringComparer.Ordinal);

        private void Add(FileDescriptor file)
        {
            if (!Files.TryAdd(file.Name, file))
                return;
            foreach (var dependency in file.Dependencies)
                Add(dependency);
            foreach (var service in file.Services)
            {
                Symbols[service.FullName] = file;
                foreach (var method in service.Methods)
                    Symbols[method.FullName] = file;
            }

            foreach (var message in file.MessageTypes)
                Add(message, file);
            foreach (var type in file.EnumTypes)
                Add(type, file);
            Add(file.Extensions.UnorderedExtensions, file);
        }

        private void Add(MessageDescriptor message, FileDescriptor file)
        {
            Symbols[message.FullName] = file;
            Messages.Add(message.FullName);
            foreach (var field in message.Fields.InDeclarationOrder())
                Symbols[field.FullName] = file;
            foreach (var nested in message.NestedTypes)
                Add(nested, file);
            foreach (var type in message.EnumTypes)
                Add(type, file);
            if (message.Extensions is { } extensions)
                Add(extensions.UnorderedExtensions, file);
        }

        private void Add(EnumDescriptor type, FileDescriptor file)
        {
            Symbols[type.FullName] = file;
            foreach (var value in type.Values)
                Symbols[value.FullName] = file;
        }

        private void Add(IEnumerable<FieldDescriptor> extensions, FileDescriptor file)
        {
            foreach (var extension in extensions)
            {
                Symbols[extension.FullName] = file;
                Extensions[(extension.ExtendeeType.FullName, extension.FieldNumber)] = file;
            }
        }
    }
}
