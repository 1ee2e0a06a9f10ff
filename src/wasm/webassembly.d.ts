/** The part of the WebAssembly API that the host uses. Node has it; its type package does not, and the DOM's is not ours. */
declare namespace WebAssembly {
  interface Memory {
    readonly buffer: ArrayBuffer;
  }
  interface Instance {
    readonly exports: Readonly<Record<string, unknown>>;
  }
  interface ModuleImportDescriptor {
    readonly module: string;
    readonly name: string;
    readonly kind: 'function' | 'table' | 'memory' | 'global' | 'tag';
  }
  interface ModuleExportDescriptor {
    readonly name: string;
    readonly kind: 'function' | 'table' | 'memory' | 'global' | 'tag';
  }
  // oxlint-disable-next-line typescript/no-empty-object-type -- an opaque handle
  interface Module {}
  type ModuleImports = Record<string, (...args: number[]) => number | void>;
  type Imports = Record<string, ModuleImports>;

  const Module: {
    customSections(module: Module, name: string): ArrayBuffer[];
    imports(module: Module): ModuleImportDescriptor[];
    exports(module: Module): ModuleExportDescriptor[];
  };
  const Instance: { new (module: Module, imports: Imports): Instance };
  const Memory: { new (descriptor: { initial: number; maximum?: number }): Memory };

  function compile(bytes: Uint8Array): Promise<Module>;
  function instantiate(bytes: Uint8Array, imports: Imports): Promise<{ module: Module; instance: Instance }>;
}
