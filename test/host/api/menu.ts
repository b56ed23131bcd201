import type { MenuItemConstructorOptions } from 'electron';
import { sayOnce } from '../notice.ts';
import { refuseTheRest } from './refused.ts';

/** The template is kept, and its items can be clicked by a test; nothing is drawn. */
export class Menu {
  static #applicationMenu: Menu | null = null;

  static buildFromTemplate(template: readonly (MenuItemConstructorOptions | MenuItem)[]): Menu {
    const menu = new Menu();
    for (const item of template) menu.append(item instanceof MenuItem ? item : new MenuItem(item));
    return menu;
  }

  static setApplicationMenu(menu: Menu | null): void {
    Menu.#applicationMenu = menu;
    if (menu) sayOnce('the application menu is not drawn, and its shortcuts do nothing');
  }

  static getApplicationMenu(): Menu | null {
    return Menu.#applicationMenu;
  }

  readonly items: MenuItem[] = [];

  append(item: MenuItem): void {
    this.items.push(item);
  }

  getMenuItemById(id: string): MenuItem | null {
    for (const item of this.items) {
      const found = item.id === id ? item : item.submenu?.getMenuItemById(id);
      if (found) return found;
    }
    return null;
  }
}

export class MenuItem {
  readonly id: string | undefined;
  readonly label: string;
  readonly role: string | undefined;
  readonly type: string;
  readonly accelerator: string | null | undefined;
  readonly submenu: Menu | undefined;
  readonly click: () => void;
  enabled: boolean;
  visible: boolean;
  checked: boolean;

  constructor(options: MenuItemConstructorOptions) {
    const { id, label = '', role, accelerator, submenu } = options;
    this.id = id;
    this.label = label;
    this.role = role;
    this.accelerator = accelerator;
    this.submenu = Array.isArray(submenu) ? Menu.buildFromTemplate(submenu) : undefined;
    this.type = options.type ?? (this.submenu ? 'submenu' : 'normal');
    this.enabled = options.enabled ?? true;
    this.visible = options.visible ?? true;
    this.checked = options.checked ?? false;
    this.click = () => {
      if (options.click) Reflect.apply(options.click, undefined, [this, undefined, {}]);
    };
  }
}

refuseTheRest('Menu', Menu);
refuseTheRest('Menu', Menu.prototype);
refuseTheRest('MenuItem', MenuItem.prototype);
