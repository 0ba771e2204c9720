using System.Reflection;
using Grpc.Core;

namespace Grpc.AspNetCore.Server.Binding;

/// <summary>Finds the generated method that tells a binder what methods a service has.</summary>
internal static class BindMethod
{
    /// <summary>Tells a binder the methods of a service.</summary>
    /// <exception cref="InvalidOperationException">The class derives from no generated base class.</exception>
    public static void Run(Type serviceType, ServiceBinderBase binder)
    {
        var (baseType, binding) = Attributed(serviceType)
            ?? throw new InvalidOperationException($"Error finding bind method for service type {serviceType.Name}.");
        var method = binding.BindType.GetMethod(
                binding.BindMethodName,
                BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static,
                [typeof(ServiceBinderBase), baseType])
            ?? throw new InvalidOperationException(
                $"{binding.BindType} has no method {binding.BindMethodName} that binds {baseType}.");
        method.Invoke(null, [binder, null]);
    }

    /// <summary>The type that holds the generated parts of a service; null where there is none.</summary>
    public static Type? GeneratedType(Type serviceType) => Attributed(serviceType)?.Binding.BindType;

    private static (Type BaseType, BindServiceMethodAttribute Binding)? Attributed(Type serviceType)
    {
        for (var type = serviceType; type is not null; type = type.BaseType)
        {
            if (type.GetCustomAttribute<BindServiceMethodAttribute>(inherit: false) is { } binding)
                return (type, binding);
        }

        return null;
    }
}
